package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 31);

    @Test
    void aTargetIsNotNegativeAndItsPeriodEndsAfterItBegins() {
        assertThat(target("t", OwnerKind.NODE, "D", FIRST, FIRST, Measure.REVENUE, null, "0")
                        .amount())
                .isZero();
        assertThatThrownBy(() -> target("t", OwnerKind.NODE, "D", LAST, FIRST, Measure.REVENUE, null, "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null, "-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameTargetIsRecognisedAndEachFieldAloneMakesAnother() {
        Target target = target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null, "5");

        assertThat(target.sameAs(target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null, "5.00")))
                .isTrue();
        assertThat(List.of(
                        target("u", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null, "5"),
                        target("t", OwnerKind.SALESPERSON, "D", FIRST, LAST, Measure.REVENUE, null, "5"),
                        target("t", OwnerKind.NODE, "E", FIRST, LAST, Measure.REVENUE, null, "5"),
                        target("t", OwnerKind.NODE, "D", FIRST.minusDays(1), LAST, Measure.REVENUE, null, "5"),
                        target("t", OwnerKind.NODE, "D", FIRST, LAST.plusDays(1), Measure.REVENUE, null, "5"),
                        target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.QUANTITY, null, "5"),
                        target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, "Road", "5"),
                        target("t", OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null, "6")))
                .noneMatch(target::sameAs);
    }

    @Test
    void anIdIsDerivedFromWhatTheTargetIsFor() {
        String id = Target.derivedId(OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null);

        assertThat(id)
                .startsWith("t-")
                .isEqualTo(Target.derivedId(OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, null))
                .isNotEqualTo(Target.derivedId(OwnerKind.NODE, "D", FIRST, LAST, Measure.REVENUE, "Road"));
    }

    @Test
    void aPeriodHoldsItsFirstAndLastDay() {
        Period january = new Period(FIRST, LAST);

        assertThat(january.days()).isEqualTo(31);
        assertThat(january.contains(FIRST)).isTrue();
        assertThat(january.contains(LAST)).isTrue();
        assertThat(january.contains(FIRST.minusDays(1))).isFalse();
        assertThat(january.contains(LAST.plusDays(1))).isFalse();
        assertThat(january.overlaps(new Period(LAST, LAST.plusDays(9)))).isTrue();
        assertThat(january.overlaps(new Period(LAST.plusDays(1), LAST.plusDays(9))))
                .isFalse();
        assertThat(new Period(LAST, LAST.plusDays(9)).overlaps(january)).isTrue();
        assertThat(new Period(LAST.plusDays(1), LAST.plusDays(9)).overlaps(january))
                .isFalse();
        assertThat(january.businessDays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)))
                .isEqualTo(22);
        assertThatThrownBy(() -> new Period(LAST, FIRST)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Period(FIRST, FIRST).days()).isEqualTo(1);
    }

    private static Target target(
            String id,
            OwnerKind kind,
            String owner,
            LocalDate from,
            LocalDate to,
            Measure measure,
            String line,
            String amount) {
        return new Target(id, kind, owner, from, to, measure, line, new BigDecimal(amount));
    }
}
