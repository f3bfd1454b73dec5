package org.qudao.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeJoinTest {

    @Test
    void givesEachLineItsOrder() {
        assertThat(joined(csv("a", "b", "c"), csv("a", "a", "b", "c", "c")))
                .containsExactly("a-a", "a-a", "b-b", "c-c", "c-c");
    }

    @Test
    void whatHasNoPartnerComesAlone() {
        assertThat(joined(csv("a", "b", "d", "f"), csv("a", "c", "c", "d", "g")))
                .containsExactly("a-a", "b-", "-c", "-c", "d-d", "f-", "-g");
        assertThat(joined(csv(), csv("a"))).containsExactly("-a");
        assertThat(joined(csv("a"), csv())).containsExactly("a-");
        assertThat(joined(csv(), csv())).isEmpty();
    }

    @Test
    void refusesFilesThatAreNotSorted() {
        assertThatThrownBy(() -> joined(csv("b", "a"), csv("a", "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not sorted");
    }

    private static List<String> joined(Stream<NamedCsvRecord> left, Stream<NamedCsvRecord> right) {
        try (Stream<MergeJoin.Pair> pairs = MergeJoin.of("id", left, right)) {
            return pairs.map(pair -> id(pair.left()) + "-" + id(pair.right())).toList();
        }
    }

    private static Stream<NamedCsvRecord> csv(String... ids) {
        return CsvReader.builder().ofNamedCsvRecord("id\n" + String.join("\n", ids)).stream();
    }

    private static String id(@Nullable NamedCsvRecord row) {
        return row == null ? "" : row.getField("id");
    }
}
