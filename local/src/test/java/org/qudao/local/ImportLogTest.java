package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.qudao.local.sample.Progress;
import org.qudao.local.sample.Progress.Stage;

class ImportLogTest {

    @Test
    void showsRowsAndRejects() {
        assertThat(ImportLog.line(new Progress(Stage.IMPORTING, "orders", 3, 12, 1500, 121_253, 2)))
                .isEqualToNormalizingWhitespace("3/12 orders 1,500 of 121,253 rows, 2 rejected");
        assertThat(ImportLog.line(new Progress(Stage.WAITING, "orders", 3, 12, 0, 0, 0)))
                .contains("waiting for events");
    }

    @Test
    void printsOneLineForEachKindWhereThereIsNoTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImportLog log = new ImportLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        for (int rows = 0; rows < 1000; rows += 100) {
            log.accept(new Progress(Stage.IMPORTING, "nodes", 1, 2, rows, 1000, 0));
        }
        log.accept(new Progress(Stage.DONE, "nodes", 1, 2, 1000, 1000, 0));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }
}
