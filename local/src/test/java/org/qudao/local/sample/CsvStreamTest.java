package org.qudao.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CsvStreamTest {

    @Test
    void writesHeaderAndRowsQuotedWhereNeeded() throws IOException {
        assertThat(text(Stream.of(List.of("D1", "Bikes, \"Trikes\" and more"), List.of("D2", ""))))
                .isEqualTo("id,name\r\nD1,\"Bikes, \"\"Trikes\"\" and more\"\r\nD2,\r\n");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() throws IOException {
        assertThat(text(Stream.empty())).isEqualTo("id,name\r\n");
    }

    @Test
    void makesRowsOnlyAsTheyAreRead() throws IOException {
        AtomicInteger made = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<List<String>> rows = IntStream.range(0, 100_000)
                .mapToObj(i -> List.of("D" + i, "name"))
                .peek(row -> made.incrementAndGet())
                .onClose(() -> closed.set(true));

        try (CsvStream stream = new CsvStream(table(rows))) {
            assertThat(stream.readNBytes(1_000)).hasSize(1_000);
            assertThat(made.get()).isLessThan(500);
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("D99999,name\r\n");
        }
        assertThat(closed).isTrue();
    }

    private static String text(Stream<List<String>> rows) throws IOException {
        try (CsvStream stream = new CsvStream(table(rows))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SampleTable table(Stream<List<String>> rows) {
        return new SampleTable("things", List.of(), List.of("id", "name"), () -> rows);
    }
}
