package org.qudao.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What would make a start fail later and obscurely is found before it, one line for each. */
final class Preflight {

    private static final int JDK = 25;
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long DISK_BYTES = 2 * GIB;
    private static final long MEMORY_BYTES = 5 * GIB / 2;

    private final ToLongFunction<Path> usableBytes;
    private final LongSupplier availableBytes;

    Preflight() {
        this(Preflight::usableBytes, Preflight::availableBytes);
    }

    Preflight(ToLongFunction<Path> usableBytes, LongSupplier availableBytes) {
        this.usableBytes = usableBytes;
        this.availableBytes = availableBytes;
    }

    /** What no reset would change; empty when all is well. */
    List<String> obstacles(Ports ports) {
        return Stream.concat(jdk(Runtime.version().feature()).stream(), ports(ports.uses()).stream())
                .toList();
    }

    /** What is short while the directory holds what it holds; empty when all is well. */
    List<String> shortages(Path data) {
        return Stream.concat(
                        disk(data, usableBytes.applyAsLong(data)).stream(), memory(availableBytes.getAsLong()).stream())
                .toList();
    }

    static Optional<String> jdk(int feature) {
        return feature >= JDK
                ? Optional.empty()
                : Optional.of("This is Java " + feature + "; Qudao needs Java " + JDK + " or newer (set JAVA_HOME)");
    }

    static Optional<String> disk(Path data, long usableBytes) {
        return usableBytes >= DISK_BYTES
                ? Optional.empty()
                : Optional.of("Too little disk for %s: %.1f GB free, 2 GB needed (choose another place with --data)"
                        .formatted(data, gib(usableBytes)));
    }

    static Optional<String> memory(long availableBytes) {
        return availableBytes >= MEMORY_BYTES
                ? Optional.empty()
                : Optional.of("Too little memory: %.1f GB available, 2.5 GB needed".formatted(gib(availableBytes)));
    }

    static List<String> ports(List<Ports.Use> uses) {
        List<String> problems = new ArrayList<>();
        Map<Integer, Ports.Use> seen = new HashMap<>();
        for (Ports.Use use : uses) {
            Ports.Use other = seen.putIfAbsent(use.port(), use);
            if (use.port() < 1 || use.port() > 65_535) {
                problems.add("%d is no port; %s needs one (%s N)".formatted(use.port(), use.by(), use.option()));
            } else if (other != null) {
                problems.add("Port %d is wanted by %s and by %s (%s N)"
                        .formatted(use.port(), other.by(), use.by(), use.option()));
            } else if (isTaken(use.port())) {
                problems.add("Port %d is taken; %s needs it (choose another with %s N, or move all with --port-base N)"
                        .formatted(use.port(), use.by(), use.option()));
            }
        }
        return problems;
    }

    /** On any address: a server on all addresses does not always refuse a second one on the loopback address. */
    private static boolean isTaken(int port) {
        try (ServerSocket everywhere = new ServerSocket()) {
            everywhere.setReuseAddress(true);
            everywhere.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            return true;
        }
        try (ServerSocket loopback = new ServerSocket()) {
            loopback.setReuseAddress(true);
            loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    private static long usableBytes(Path data) {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /** What Linux says is available without swapping, or all that the container or machine has. */
    private static long availableBytes() {
        long total =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Long.MAX_VALUE;
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .map(available -> Math.min(available, total))
                    .findFirst()
                    .orElse(total);
        } catch (IOException | NumberFormatException notLinux) {
            return total;
        }
    }

    private static double gib(long bytes) {
        return (double) bytes / GIB;
    }
}
