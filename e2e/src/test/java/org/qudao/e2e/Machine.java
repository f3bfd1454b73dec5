package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tests may use of the operating system below them. */
public final class Machine {

    private static final String NAMESPACES =
            "needs root and a network of its own, for it disturbs all of it; run the build by"
                    + " unshare -nm sh -c 'ip link set lo up && ./mvnw -o ... -Pfaults'";

    private Machine() {}

    /** Why the network and mounts may not be touched, or empty when they are this build's own. */
    public static Optional<String> whyNamespacesAreShared() {
        return isRoot() && onlyLoopback() ? Optional.empty() : Optional.of(NAMESPACES);
    }

    /** Why the command cannot be run, or empty. */
    public static Optional<String> whyNoCommand(String command, String debianPackage) {
        return executable(command).isPresent()
                ? Optional.empty()
                : Optional.of("needs " + command + " (Debian package " + debianPackage + ")");
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean onlyLoopback() {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces.allMatch(one -> one.getName().equals("lo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> executable(String command) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
                .map(directory -> Path.of(directory).resolve(command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A program of the JDK that runs the tests. */
    public static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** @return what the command printed
     * @throws IllegalStateException with what it printed, when it fails */
    public static String run(String... command) {
        List<String> resolved = new java.util.ArrayList<>(List.of(command));
        resolved.set(
                0,
                executable(command[0])
                        .orElseThrow(() -> new IllegalStateException(command[0] + " is not installed"))
                        .toString());
        try {
            Process process =
                    new ProcessBuilder(resolved).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
