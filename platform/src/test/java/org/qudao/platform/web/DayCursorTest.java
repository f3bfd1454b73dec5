package org.qudao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayCursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"o-17", "with_underscores_in_it", "", "شناسه"})
    void isReadAsItWasWritten(String id) {
        DayCursor cursor = new DayCursor(LocalDate.of(2026, 1, 31), id);

        assertThat(cursor.toString()).isEqualTo("2026-01-31_" + id);
        assertThat(DayCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void theFirstPageHasNone() {
        assertThat(DayCursor.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "o-17", "2026-01-31", "2026-02-30_o-17", "o_2026-01-31", "_2026-01-31"})
    void anythingElseIsRefused(String after) {
        assertThatThrownBy(() -> DayCursor.parse(after)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.getStatusCode().value()).isEqualTo(400);
            assertThat(refusal.getMessage()).contains("after", "next");
        });
    }
}
