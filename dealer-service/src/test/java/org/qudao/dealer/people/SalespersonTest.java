package org.qudao.dealer.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SalespersonTest {

    private static final Assignment SPRING = assignment("T1", "2026-03-01", "2026-05-31");
    private static final Assignment OPEN = assignment("T2", "2026-01-01", null);

    private final Salesperson linda = new Salesperson("P1", "Linda", null, null, List.of(OPEN, SPRING));

    @Test
    void nobodyWorksTheSameRegionTwiceOnOneDay() {
        assertThat(linda.inTheWayOf(assignment("T1", "2026-05-31", "2026-06-30")))
                .contains(SPRING);
        assertThat(linda.inTheWayOf(assignment("T1", "2026-01-01", "2026-03-01")))
                .contains(SPRING);
        assertThat(linda.inTheWayOf(assignment("T1", "2026-02-01", null))).contains(SPRING);
        assertThat(linda.inTheWayOf(assignment("T2", "2029-01-01", "2029-01-01")))
                .contains(OPEN);
        assertThat(linda.inTheWayOf(assignment("T1", "2026-06-01", null))).isEmpty();
        assertThat(linda.inTheWayOf(assignment("T1", "2026-01-01", "2026-02-28")))
                .isEmpty();
        assertThat(linda.inTheWayOf(assignment("T2", "2025-01-01", "2025-12-31")))
                .isEmpty();
        assertThat(linda.inTheWayOf(assignment("T3", "2026-04-01", null)))
                .as("another region")
                .isEmpty();
    }

    @Test
    void anAssignmentOfTheSameRegionAndFirstDayIsReplaced() {
        Assignment ended = assignment("T2", "2026-01-01", "2026-06-30");

        assertThat(linda.inTheWayOf(ended)).isEmpty();
        assertThat(linda.assigned(ended).assignments()).containsExactly(ended, SPRING);
    }

    @Test
    void assignmentsAreInTheOrderOfTheirFirstDays() {
        Assignment earlier = assignment("T3", "2025-01-01", "2025-12-31");
        Assignment sameDay = assignment("T1", "2026-01-01", "2026-02-28");

        assertThat(linda.assigned(earlier).assigned(sameDay).assignments())
                .containsExactly(earlier, sameDay, OPEN, SPRING);
    }

    @Test
    void aNewDescriptionLeavesTheAssignments() {
        assertThat(linda.described("Linda Mitchell", "Representative", "P0"))
                .isEqualTo(new Salesperson("P1", "Linda Mitchell", "Representative", "P0", List.of(OPEN, SPRING)));
    }

    @Test
    void anAssignmentCoversItsFirstAndItsLastDay() {
        assertThat(SPRING.covers(LocalDate.parse("2026-02-28"))).isFalse();
        assertThat(SPRING.covers(LocalDate.parse("2026-03-01"))).isTrue();
        assertThat(SPRING.covers(LocalDate.parse("2026-05-31"))).isTrue();
        assertThat(SPRING.covers(LocalDate.parse("2026-06-01"))).isFalse();
        assertThat(OPEN.covers(LocalDate.parse("2099-01-01"))).isTrue();
        assertThat(assignment("T1", "2026-03-01", "2026-03-01").covers(LocalDate.parse("2026-03-01")))
                .isTrue();
        assertThatThrownBy(() -> assignment("T1", "2026-03-01", "2026-02-28"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Assignment assignment(String region, String from, @Nullable String to) {
        return new Assignment(region, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }
}
