package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Installation.Part;

/**
 * An installation that can be disturbed from outside: each service has its own way to the store and a group id that the firewall can
 * match, and can be given a clock that can be set; the store has a small disk of its own. Whatever this machine does not offer is left
 * out.
 */
final class FaultMode implements AutoCloseable {

    private static final String SWITCH = "qudao.faults";
    private static final int FIRST_GROUP = 7_000;
    private static final int STORE_DISK_MB = 2_048;

    private final Path directory;
    private final Map<Part, StoreLine> lines = new EnumMap<>(Part.class);
    private final Map<Part, List<String>> jvmArguments = new EnumMap<>(Part.class);
    private final Set<Part> withClock = EnumSet.noneOf(Part.class);
    private final boolean groups =
            Machine.isRoot() && Machine.whyNoCommand("setpriv", "util-linux").isEmpty();
    private @Nullable Path storeDisk;

    FaultMode(Path directory) {
        this.directory = directory;
    }

    static boolean isOn() {
        return Boolean.getBoolean(SWITCH);
    }

    /** The preloaded library that shows a process another time; Debian's package faketime has it. */
    static Optional<Path> clockLibrary() {
        for (String root : List.of("/usr/lib", "/usr/local/lib")) {
            try (Stream<Path> files = Files.find(Path.of(root), 3, (path, _) -> FileSystems.getDefault()
                    .getPathMatcher("glob:**/faketime/libfaketimeMT.so.1")
                    .matches(path))) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    static int group(Part part) {
        return FIRST_GROUP + part.ordinal();
    }

    /** A small disk under the store's data. */
    void mountStoreDisk(Path at) {
        if (Machine.whyNamespacesAreShared().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Machine.run("mount", "-t", "tmpfs", "-o", "size=" + STORE_DISK_MB + "m", "tmpfs", at.toString());
        storeDisk = at;
    }

    @Nullable
    Path storeDisk() {
        return storeDisk;
    }

    void openLine(Part service, int port, int storePort) {
        lines.put(service, new StoreLine(port, storePort));
    }

    StoreLine line(Part service) {
        StoreLine line = lines.get(service);
        if (line == null) {
            throw new IllegalArgumentException(service + " has no way to the store");
        }
        return line;
    }

    void jvmArguments(Part part, List<String> arguments) {
        jvmArguments.put(part, List.copyOf(arguments));
    }

    Surroundings of(Part part) {
        return new Surroundings(
                groups ? List.of("setpriv", "--regid", "" + group(part), "--clear-groups") : List.of(),
                withClock.contains(part) ? clock(part) : Map.of(),
                jvmArguments.getOrDefault(part, List.of()));
    }

    /** Whether the part has a clock that can be set from its next start on; every look at it costs the part some microseconds. */
    void clock(Part part, boolean settable) {
        if (settable) {
            setClock(part, Duration.ZERO);
            withClock.add(part);
        } else {
            withClock.remove(part);
        }
    }

    private Map<String, String> clock(Part part) {
        Path library = clockLibrary().orElseThrow();
        Map<String, String> environment = new HashMap<>();
        environment.put("LD_PRELOAD", library.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", clockFile(part).toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("NO_FAKE_STAT", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0"); // or the JVM's timed waits return at once
        return environment;
    }

    /** Seen by the running process within a second. */
    void setClock(Part part, Duration ahead) {
        try {
            Path next = directory.resolve("clock-next");
            Files.writeString(next, (ahead.isNegative() ? "" : "+") + ahead.toSeconds());
            Files.move(next, clockFile(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path clockFile(Part part) {
        return directory.resolve("clock-" + part);
    }

    @Override
    public void close() {
        new ArrayList<>(lines.values()).forEach(StoreLine::close);
        if (storeDisk != null) {
            Machine.run("umount", storeDisk.toString());
        }
    }
}
