package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TargetPlanTest {

    private static final TargetPlan PLAN = new TargetPlan(
            "p", 2026, Measure.REVENUE, null, new BigDecimal("100"), 2025, "hq", Instant.EPOCH, List.of());

    @Test
    void anAmountIsCountedInWholeUnits() {
        assertThat(TargetPlan.units(new BigDecimal("12.30"), Measure.REVENUE)).hasValue(1230L);
        assertThat(TargetPlan.units(new BigDecimal("12.345"), Measure.REVENUE)).isEmpty();
        assertThat(TargetPlan.units(new BigDecimal("7.00"), Measure.QUANTITY)).hasValue(7L);
        assertThat(TargetPlan.units(new BigDecimal("7.5"), Measure.QUANTITY)).isEmpty();
        assertThat(TargetPlan.units(BigDecimal.ZERO, Measure.QUANTITY)).hasValue(0L);
        assertThat(TargetPlan.units(new BigDecimal("-1"), Measure.QUANTITY)).isEmpty();
        assertThat(TargetPlan.units(TargetPlan.LARGEST_TOTAL, Measure.QUANTITY)).isPresent();
        assertThat(TargetPlan.units(TargetPlan.LARGEST_TOTAL.add(BigDecimal.ONE), Measure.QUANTITY))
                .isEmpty();
        assertThat(PLAN.amount(1230)).isEqualByComparingTo("12.3");
    }

    @Test
    void theSamePlanAskedForAgainIsRecognisedAndAnyOtherIsNot() {
        BigDecimal same = new BigDecimal("100.00");
        assertThat(PLAN.answers(2026, Measure.REVENUE, null, same, 2025)).isTrue();
        assertThat(PLAN.answers(2027, Measure.REVENUE, null, same, 2025)).isFalse();
        assertThat(PLAN.answers(2026, Measure.QUANTITY, null, same, 2025)).isFalse();
        assertThat(PLAN.answers(2026, Measure.REVENUE, "Road", same, 2025)).isFalse();
        assertThat(PLAN.answers(2026, Measure.REVENUE, null, BigDecimal.TEN, 2025))
                .isFalse();
        assertThat(PLAN.answers(2026, Measure.REVENUE, null, same, 2024)).isFalse();
    }

    @Test
    void plansOfOneYearMeasureAndLineCompete() {
        assertThat(PLAN.slot())
                .isEqualTo("2026.REVENUE.*")
                .isNotEqualTo(TargetPlan.slot(2026, Measure.REVENUE, "Road"));
    }

    @Test
    void aNodesYearHasTwelveMonthsAndItsQuartersAreTheirSums() {
        List<Long> months = LongStream.rangeClosed(1, 12).boxed().toList();
        PlannedNode node = new PlannedNode("n", null, months, months);

        assertThat(node.total()).isEqualTo(78);
        assertThat(node.quarters()).containsExactly(6L, 15L, 24L, 33L);
        List<Long> eleven = Collections.nCopies(11, 1L);
        assertThatThrownBy(() -> new PlannedNode("n", null, eleven, months)).hasMessageContaining("12");
        assertThatThrownBy(() -> new PlannedNode("n", null, months, eleven)).hasMessageContaining("12");
    }

    @Test
    void theLastPublishedPlanIsInForce() {
        Publication none = new Publication("slot", List.of());
        Publication second = none.publishing("first", "hq", Instant.EPOCH).publishing("second", "hq", Instant.EPOCH);

        assertThat(none.inForce()).isNull();
        assertThat(second.inForce()).isEqualTo("second");
        assertThat(second.statusOf("second")).isEqualTo(PlanStatus.PUBLISHED);
        assertThat(second.statusOf("first")).isEqualTo(PlanStatus.SUPERSEDED);
        assertThat(second.statusOf("other")).isEqualTo(PlanStatus.DRAFT);
    }

    @Test
    void oldPublicationsFallOff() {
        Publication many = new Publication("slot", List.of());
        for (int i = 0; i <= Publication.ENTRIES_KEPT; i++) {
            many = many.publishing("p" + i, "hq", Instant.EPOCH);
        }

        assertThat(many.entries()).hasSize(Publication.ENTRIES_KEPT);
        assertThat(many.statusOf("p0")).isEqualTo(PlanStatus.DRAFT);
        assertThat(many.inForce()).isEqualTo("p" + Publication.ENTRIES_KEPT);
    }
}
