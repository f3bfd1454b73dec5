package org.qudao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory in which a local installation keeps all it knows. One process at a time has it. */
final class DataDirectory implements AutoCloseable {

    private static final List<String> OURS = List.of("kafka", "store", "issuer", LoadedSample.FILE);

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws Unusable with one line that says why */
    static DataDirectory take(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            FileChannel channel = FileChannel.open(
                    absolute.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new Unusable("The data directory " + absolute
                        + " is in use by another process (choose another with --data)");
            }
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            throw new Unusable("The data directory " + absolute + " is not writable: " + e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path store() {
        return path.resolve("store");
    }

    Path issuer() {
        return path.resolve("issuer");
    }

    Path logs() {
        return path.resolve("logs");
    }

    /**
     * Removes what a demo put there but the logs, and nothing else that may lie in the directory.
     *
     * @throws Unusable with one line that says what cannot be removed
     */
    void reset() {
        for (String ours : OURS) {
            Path root = path.resolve(ours);
            if (!Files.exists(root)) {
                continue;
            }
            try (Stream<Path> below = Files.walk(root)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new Unusable("The data directory cannot be emptied: "
                        + (e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e));
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release " + path, e);
        }
    }

    static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message);
        }

        String line() {
            return Objects.requireNonNull(getMessage());
        }
    }
}
