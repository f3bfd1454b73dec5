package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttainmentTest {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Period JUNE = new Period(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30));

    @Test
    void projectsByBusinessDays() {
        RunRate midJune = RunRate.at(LocalDate.of(2026, 6, 12), JUNE, WEEKEND);
        assertThat(midJune).isEqualTo(new RunRate(10, 22));
        assertThat(midJune.project(new BigDecimal("1000"), 2)).isEqualByComparingTo("2200.00");
    }

    @Test
    void aPeriodThatIsOverProjectsItsActual() {
        RunRate after = RunRate.at(LocalDate.of(2027, 1, 1), JUNE, WEEKEND);
        assertThat(after.project(new BigDecimal("12.345"), 2)).isEqualByComparingTo("12.34");
    }

    @Test
    void aPeriodThatHasNotBegunProjectsNothing() {
        RunRate before = RunRate.at(LocalDate.of(2026, 5, 31), JUNE, WEEKEND);
        assertThat(before.project(BigDecimal.ZERO, 2)).isEqualByComparingTo("0");
    }

    @Test
    void ranksByAttainmentAndPutsThoseWithoutATargetLast() {
        List<Attainment.Ranked> ranked = Attainment.ranked(
                List.of(of("A", "100", "50"), of("B", null, "9999"), of("C", "100", "120"), of("D", "100", "50")));
        assertThat(ranked.stream().map(r -> r.rank() + r.attainment().id())).containsExactly("1C", "2A", "2D", "4B");
    }

    @Test
    void attainmentOfNoTargetIsUndefined() {
        assertThat(of("A", null, "5").attainmentPercent()).isNull();
        assertThat(of("A", "0", "5").attainmentPercent()).isNull();
        assertThat(of("A", "3", "1").attainmentPercent()).isEqualByComparingTo("33.33");
    }

    private static Attainment of(String id, @Nullable String target, String actual) {
        return Attainment.of(
                id,
                id,
                target == null ? null : new BigDecimal(target),
                new BigDecimal(actual),
                new RunRate(1, 1),
                Measure.REVENUE);
    }
}
