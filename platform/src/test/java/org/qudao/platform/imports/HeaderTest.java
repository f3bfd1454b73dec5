package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.platform.web.Refusal;

class HeaderTest {

    private static final List<Column> COLUMNS = List.of(
            Column.required("node_id").id(),
            Column.required("name").text(50),
            Column.optional("tier").oneOf("A", "B"));

    @Test
    void takesColumnsInAnyOrderAndWithoutTheOptionalOnes() {
        Header header = Header.of(List.of("name", "node_id"), COLUMNS);

        assertThat(header.width()).isEqualTo(2);
        assertThat(header.positions())
                .containsOnly(java.util.Map.entry(COLUMNS.get(0), 1), java.util.Map.entry(COLUMNS.get(1), 0));
    }

    @Test
    void listsEverythingThatIsWrongAndTheRightHeader() {
        Refusal refusal = refusalOf("node_id", "colour", "node_id", "shape");

        assertThat(refusal.getStatusCode().value()).isEqualTo(400);
        assertThat(refusal.getBody().getProperties())
                .containsEntry("missing", List.of("name"))
                .containsEntry("header", "node_id,name,tier");
        assertThat(refusal.getBody().getDetail())
                .isEqualTo("Columns missing: name; unknown: colour, shape; there twice: node_id."
                        + " The header is: node_id,name,tier");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(refusalOf().getBody().getDetail()).contains("missing: node_id, name");
    }

    @Test
    void saysThatSemicolonsDoNotSeparate() {
        assertThat(refusalOf("node_id;name;tier").getBody().getDetail()).contains("separated by commas");
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(refusalOf("NODE_ID", "name").getBody().getDetail())
                .contains("missing: node_id")
                .contains("unknown: NODE_ID");
    }

    private static Refusal refusalOf(String... names) {
        return catchThrowableOfType(Refusal.class, () -> Header.of(List.of(names), COLUMNS));
    }
}
