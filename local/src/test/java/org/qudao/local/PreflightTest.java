package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PreflightTest {

    private static final long GIB = 1024L * 1024 * 1024;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void namesTheTakenPortAndWhoWantsIt(String address) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            assertThat(Preflight.ports(List.of(new Ports.Use(taken.getLocalPort(), "order-service", "--order-port"))))
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "Port " + taken.getLocalPort()
                                    + " is taken; order-service needs it (choose another with --order-port N, or move all with --port-base N)");
        }
    }

    @Test
    void refusesOnePortForTwoUses() {
        assertThat(Preflight.ports(List.of(
                        new Ports.Use(1, "the gateway", "--port"), new Ports.Use(1, "order-service", "--order-port"))))
                .anyMatch(line -> line.contains("wanted by the gateway and by order-service"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThat(Preflight.ports(List.of(new Ports.Use(port, "the gateway", "--port"))))
                .containsExactly(port + " is no port; the gateway needs one (--port N)");
    }

    @Test
    void wantsTwoGigabytesOfDiskAndHalfAGigabyteMoreOfMemory() {
        assertThat(Preflight.disk(Path.of("/data"), 2 * GIB)).isEmpty();
        assertThat(Preflight.disk(Path.of("/data"), GIB))
                .hasValue("Too little disk for /data: 1.0 GB free, 2 GB needed (choose another place with --data)");
        assertThat(Preflight.memory(2 * GIB + GIB / 2)).isEmpty();
        assertThat(Preflight.memory(2 * GIB)).hasValue("Too little memory: 2.0 GB available, 2.5 GB needed");
    }

    @Test
    void resetsBeforeItMeasuresTheDisk() throws IOException {
        Path store = Files.createDirectories(directory.resolve("store"));
        String port = String.valueOf(freePortBase());

        assertThat(prepare("--port-base", port))
                .containsExactly("Too little disk for " + directory
                        + ": 0.0 GB free, 2 GB needed (choose another place with --data)");
        assertThat(store).exists();
        assertThat(prepare("--port-base", port, "--reset")).isEmpty();
        assertThat(store).doesNotExist();
    }

    @Test
    void resetsNothingWhenAPortIsTaken() throws IOException {
        Path store = Files.createDirectories(directory.resolve("store"));
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(prepare(
                            "--port-base",
                            String.valueOf(freePortBase()),
                            "--port",
                            String.valueOf(taken.getLocalPort()),
                            "--reset"))
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + " is taken");
        }
        assertThat(store).exists();
    }

    @Test
    void wantsJava25() {
        assertThat(Preflight.jdk(25)).isEmpty();
        assertThat(Preflight.jdk(21))
                .hasValueSatisfying(line -> assertThat(line).contains("Java 21", "Java 25"));
    }

    /** On a disk that the old store has filled. */
    private List<String> prepare(String... options) {
        Preflight preflight = new Preflight(data -> Files.exists(data.resolve("store")) ? 0 : 2 * GIB, () -> 4 * GIB);
        try (DataDirectory data = DataDirectory.take(directory)) {
            return CommandLine.populateCommand(new Demo(preflight), options).prepare(data);
        }
    }

    private static int freePortBase() {
        return IntStream.iterate(21_000, base -> base < 32_000, base -> base + 20)
                .filter(base -> Preflight.ports(
                                CommandLine.populateCommand(new Ports(), "--port-base", String.valueOf(base))
                                        .uses())
                        .isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
