package org.qudao.forecast.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;

class StockOutDaysTest {
    private static final LocalDate UNTIL = LocalDate.of(2013, 6, 30);

    @Test
    void onlyWholeDaysBetweenRunningOutAndComingBackCount() {
        StockOutDays days = of(back("W", 1, "2013-01-10"), out("W", 2, "2013-03-09"), back("W", 3, "2013-03-20"));

        assertThat(days.isOut("A", LocalDate.of(2013, 3, 9))).isFalse();
        assertThat(days.isOut("A", LocalDate.of(2013, 3, 10))).isTrue();
        assertThat(days.isOut("A", LocalDate.of(2013, 3, 19))).isTrue();
        assertThat(days.isOut("A", LocalDate.of(2013, 3, 20))).isFalse();
        assertThat(days.days("A", YearMonth.of(2013, 3))).isEqualTo(10);
        assertThat(days.days("B", YearMonth.of(2013, 3))).isZero();
    }

    @Test
    void oneWarehouseThatHasItIsEnough() {
        StockOutDays days = of(
                back("W1", 1, "2013-01-10"),
                out("W1", 2, "2013-02-01"),
                back("W1", 3, "2013-05-01"),
                back("W2", 1, "2013-01-20"),
                out("W2", 2, "2013-03-25"),
                back("W2", 3, "2013-04-06"));

        assertThat(days.days("A", YearMonth.of(2013, 2))).isZero();
        assertThat(days.days("A", YearMonth.of(2013, 3))).isEqualTo(6);
        assertThat(days.days("A", YearMonth.of(2013, 4))).isEqualTo(5);
    }

    /** W2 becomes a quarantine in the middle of March and serves orders again from April 6. */
    @Test
    void aWarehouseFromWhichNoOrdersAreServedHasNothing() {
        StockOutDays days = of(
                back("W1", 1, "2013-01-10"),
                out("W1", 2, "2013-02-01"),
                back("W1", 3, "2013-05-01"),
                back("W2", 1, "2013-01-20"),
                closed("W2", 2, "2013-03-15"),
                back("W2", 3, "2013-04-06"),
                closed("Q", 4, "2013-03-20"));

        assertThat(days.days("A", YearMonth.of(2013, 2))).isZero();
        assertThat(days.days("A", YearMonth.of(2013, 3))).isEqualTo(16);
        assertThat(days.days("A", YearMonth.of(2013, 4))).isEqualTo(5);
    }

    @Test
    void aStockOutAtTheEndLastsUntilTheEnd() {
        StockOutDays days = of(back("W", 1, "2013-01-10"), out("W", 2, "2013-06-20"));

        assertThat(days.days("A", YearMonth.of(2013, 6))).isEqualTo(10);
    }

    @Test
    void whatWasNeverThereOrIsAwayForHalfAYearIsNotOut() {
        assertThat(of(back("W", 1, "2013-05-10")).days("A", YearMonth.of(2013, 4)))
                .isZero();
        assertThat(of(back("W", 1, "2012-01-10"), out("W", 2, "2012-12-01")).days("A", YearMonth.of(2013, 2)))
                .isZero();
        assertThat(StockOutDays.of(turns(back("W", 1, "2013-01-10"), out("W", 2, "2013-05-01")), UNTIL, Set.of("A"))
                        .days("A", YearMonth.of(2013, 6)))
                .isZero();
    }

    static StockOutDays away(String sku, LocalDate ranOut, LocalDate cameBack) {
        return StockOutDays.of(
                turns(
                        new StockTurn("W|" + sku, 1, "W", sku, ranOut.minusMonths(2), false, true),
                        new StockTurn("W|" + sku, 2, "W", sku, ranOut, true, true),
                        new StockTurn("W|" + sku, 3, "W", sku, cameBack, false, true)),
                UNTIL,
                Set.of());
    }

    private static StockTurn out(String place, long version, String on) {
        return new StockTurn(place + "|A", version, place, "A", LocalDate.parse(on), true, true);
    }

    /** Orders are no longer served from it. */
    private static StockTurn closed(String place, long version, String on) {
        return new StockTurn(place + "|A", version, place, "A", LocalDate.parse(on), true, false);
    }

    private static StockTurn back(String place, long version, String on) {
        return new StockTurn(place + "|A", version, place, "A", LocalDate.parse(on), false, true);
    }

    private static StockOutDays of(StockTurn... turns) {
        return StockOutDays.of(turns(turns), UNTIL, Set.of());
    }

    private static StockTurns turns(StockTurn... all) {
        return new StockTurns() {
            @Override
            public void record(List<StockTurn> turns) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void readAll(Consumer<StockTurn> reader) {
                List.of(all).forEach(reader);
            }
        };
    }
}
