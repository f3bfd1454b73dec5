package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetCoverTest {
    private static final Period QUARTER = period("2013-07-01", "2013-09-30");

    @Test
    void aTargetOfExactlyThePeriodCountsInFull() {
        assertThat(TargetCover.amountFor(QUARTER, List.of(piece(QUARTER, "1000.01")), List.of()))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("1000.01"));
    }

    @Test
    void theShorterTargetWinsItsDaysAndThePlanFillsTheRest() {
        TargetCover.Piece july = piece(period("2013-07-01", "2013-07-31"), "31");
        TargetCover.Piece year = piece(period("2013-01-01", "2013-12-31"), "730");
        assertThat(TargetCover.amountFor(QUARTER, List.of(year, july), List.of()))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("153"));
        TargetCover.Piece plannedAugust = piece(period("2013-08-01", "2013-08-31"), "62");
        TargetCover.Piece plannedJuly = piece(period("2013-07-01", "2013-07-31"), "999");
        assertThat(TargetCover.amountFor(QUARTER, List.of(july), List.of(plannedJuly, plannedAugust)))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("93"));
    }

    @Test
    void aMonthThatIsHalfOutsideCountsByItsDays() {
        TargetCover.Piece september = piece(period("2013-09-01", "2013-09-30"), "300");
        assertThat(TargetCover.amountFor(period("2013-09-16", "2013-10-31"), List.of(), List.of(september)))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("150"));
    }

    @Test
    void noTargetIsNotATargetOfZero() {
        assertThat(TargetCover.amountFor(QUARTER, List.of(), List.of())).isEmpty();
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static TargetCover.Piece piece(Period period, String amount) {
        return new TargetCover.Piece(period, new BigDecimal(amount));
    }
}
