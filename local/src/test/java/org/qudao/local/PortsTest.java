package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PortsTest {

    @Command
    static final class Program {
        @Mixin
        Ports ports = new Ports();
    }

    @Test
    void areTheDocumentedOnesByDefault() {
        assertThat(parsed().uses())
                .extracting(Ports.Use::port)
                .containsExactly(8080, 9080, 8081, 9081, 8082, 9082, 8083, 9083, 8084, 9084, 8085, 19092, 19093, 27117);
    }

    @Test
    void moveAllTogether() {
        assertThat(parsed("--port-base", "18080").uses())
                .extracting(Ports.Use::port)
                .doesNotHaveDuplicates()
                .contains(18080, 19084, 18085, 29092, 29093, 37117);
    }

    @Test
    void moveOneByOneWithTheirManagementPort() {
        assertThat(parsed("--port", "80", "--order-port", "7000").uses())
                .extracting(Ports.Use::port)
                .contains(80, 1080, 7000, 8000, 8081)
                .doesNotContain(8080, 8082);
    }

    private static Ports parsed(String... arguments) {
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.ports;
    }
}
