package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

    private static final long GIB = 1024L * 1024 * 1024;

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
    void wantsTwoGigabytesOfDiskAndOfMemory() {
        assertThat(Preflight.disk(Path.of("/data"), 2 * GIB)).isEmpty();
        assertThat(Preflight.disk(Path.of("/data"), GIB))
                .hasValue("Too little disk for /data: 1.0 GB free, 2 GB needed (choose another place with --data)");
        assertThat(Preflight.memory(2 * GIB)).isEmpty();
        assertThat(Preflight.memory(GIB + GIB / 2)).hasValue("Too little memory: 1.5 GB available, 2 GB needed");
    }

    @Test
    void wantsJava25() {
        assertThat(Preflight.jdk(25)).isEmpty();
        assertThat(Preflight.jdk(21))
                .hasValueSatisfying(line -> assertThat(line).contains("Java 21", "Java 25"));
    }
}
