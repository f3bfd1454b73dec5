package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "north:DEALER:D103, north:DEALER:D104, --persona north:DEALER:D104: the name is taken",
        "north:DEALER:D103, dealer:DEALER:D104, --persona dealer:DEALER:D104: the name is taken",
        "north:DEALER:D103, chief:MANAGER:EU, --persona chief:MANAGER:EU: the role must be"
    })
    void aPersonaThatCannotBeIsRefusedInOneLineBeforeAnythingStarts(String first, String second, String why) {
        Path data = directory.resolve("data");
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int exit = new CommandLine(new Demo(new Preflight()))
                    .execute("--data", data.toString(), "--persona", first, "--persona", second);
            assertThat(exit).isEqualTo(2);
        } finally {
            System.setErr(usual);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(why);
        assertThat(data).doesNotExist();
    }

    @Test
    void helpNamesTheOption() {
        assertThat(new CommandLine(new Demo(new Preflight())).getUsageMessage()).contains("--persona=NAME:ROLE:NODE");
    }
}
