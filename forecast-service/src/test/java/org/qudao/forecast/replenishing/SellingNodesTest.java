package org.qudao.forecast.replenishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.replenishment.ExpectedDemand;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.model.StockBalance;

class SellingNodesTest {
    private static final SellingNodes NODES = new SellingNodes(
            List.of(new SellingNodes.Node("D1", "R1", false, List.of())),
            Map.of("D1", Map.of("A", new double[] {9, 9, 9, 9})),
            Map.of("D1", Map.of("A", new StockBalance("D1|A", 1, "D1", "D1", "A", 4, 3, false))),
            Map.of("A", Map.of("D1", 5L), "B", Map.of("D1", 2L)),
            Map.of(
                    "A",
                    List.of(
                            new SellingNodes.Orders("R1", true, 30),
                            new SellingNodes.Orders("R1", false, 90),
                            new SellingNodes.Orders("R2", false, 500))),
            new SellingNodes.Passed(2, 10));

    /** By hand: 30 of 120 are the selling node's, so 1 − 30 ÷ 120 = 0.75 is left; the other region has none. */
    @Test
    void whatSellingNodesOrderIsTakenOutOfTheirRegion() {
        assertThat(NODES.ordered(Set.of("R1"), "A").rest()).isEqualTo(0.75);
        assertThat(NODES.ordered(Set.of("R2"), "A").rest()).isEqualTo(1);
        assertThat(NODES.ordered(Set.of("R1", "R2"), "A").rest()).isCloseTo(590 / 620.0, within(1e-12));
        assertThat(NODES.ordered(Set.of("R1"), "B").rest()).isEqualTo(1);
    }

    /** Four equal months are chance: √9 = 3 is the least that demand of 9 varies. */
    @Test
    void equalMonthsAreNotTakenForCertainty() {
        ExpectedDemand expected = Objects.requireNonNull(NODES.expected(ForecastEngine.standard(), "D1", "A"));

        assertThat(expected.means().getFirst()).isEqualTo(9);
        assertThat(expected.error().ofOnePeriod()).isEqualTo(3);
    }

    @Test
    void expectationsBeginToday() {
        ExpectedDemand expected = Objects.requireNonNull(NODES.expected(ForecastEngine.standard(), "D1", "A"));

        assertThat(expected.means()).hasSize(12);
        assertThat(expected.passedDays()).isEqualTo(10);
        assertThat(SellingNodes.Passed.since(YearMonth.of(2026, 6), LocalDate.of(2026, 7, 1)))
                .isEqualTo(new SellingNodes.Passed(0, 0));
        assertThat(SellingNodes.Passed.since(YearMonth.of(2026, 6), LocalDate.of(2026, 8, 17)))
                .isEqualTo(new SellingNodes.Passed(1, ExpectedDemand.DAYS_PER_MONTH * 16 / 31));
        assertThat(SellingNodes.Passed.since(YearMonth.of(2013, 12), LocalDate.of(2026, 8, 17)))
                .isEqualTo(new SellingNodes.Passed(0, 0));
    }

    /** Four there, three on the way and five that lie in the warehouse for it. */
    @Test
    void whatIsReservedForANodeIsInItsPosition() {
        assertThat(NODES.position("D1", "A")).isEqualTo(new Position(4, 3, 5, 0));
        assertThat(NODES.position("D1", "B")).isEqualTo(new Position(0, 0, 2, 0));
        assertThat(NODES.position("D2", "A")).isEqualTo(new Position(0, 0, 0, 0));
    }

    @Test
    void whatANodeNeverSoldIsNotExpectedOfIt() {
        assertThat(NODES.expected(ForecastEngine.standard(), "D1", "B")).isNull();
        assertThat(NODES.in(Set.of("R2"))).isEmpty();
    }
}
