package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecompositionTest {
    private static final List<PlanNode> TREE = List.of(
            new PlanNode("HQ", null),
            new PlanNode("NORTH", "HQ"),
            new PlanNode("SOUTH", "HQ"),
            new PlanNode("N1", "NORTH"),
            new PlanNode("N2", "NORTH"),
            new PlanNode("S1", "SOUTH"));

    @Test
    void regionsDealersAndMonthsFollowTheBasisYear() {
        Map<String, BigDecimal> sold =
                Map.of("N1/1", new BigDecimal("300"), "N2/7", new BigDecimal("100"), "S1/12", new BigDecimal("600"));
        List<PlannedNode> plan = Decomposition.of(1_000, "HQ", TREE, from(sold));
        assertThat(node(plan, "NORTH").total()).isEqualTo(400);
        assertThat(node(plan, "SOUTH").total()).isEqualTo(600);
        assertThat(node(plan, "N1").months()).startsWith(300L);
        assertThat(node(plan, "HQ").quarters()).containsExactly(300L, 0L, 100L, 600L);
    }

    @Test
    void withoutHistoryEverythingIsSpreadEqually() {
        List<PlannedNode> plan = Decomposition.of(2_400, "HQ", TREE, from(Map.of()));
        assertThat(node(plan, "SOUTH").total()).isEqualTo(1_200);
        assertThat(node(plan, "N1").months()).containsOnly(50L);
        assertThat(node(plan, "S1").months()).containsOnly(100L);
    }

    @Test
    void unitsThatDoNotDivideGoToTheLargestFractions() {
        Map<String, BigDecimal> sold =
                Map.of("N1/1", new BigDecimal("1"), "N2/1", new BigDecimal("1"), "S1/1", new BigDecimal("1"));
        List<PlannedNode> plan = Decomposition.of(100, "HQ", TREE, from(sold));
        assertThat(node(plan, "NORTH").total()).isEqualTo(67);
        assertThat(node(plan, "SOUTH").total()).isEqualTo(33);
        assertThat(node(plan, "N1").total()).isEqualTo(34);
        assertThat(node(plan, "N2").total()).isEqualTo(33);
    }

    @Test
    void aDealerWithOutletsKeepsItsOwnPart() {
        List<PlanNode> tree = List.of(new PlanNode("HQ", null), new PlanNode("D", "HQ"), new PlanNode("O", "D"));
        List<PlannedNode> plan =
                Decomposition.of(10, "HQ", tree, from(Map.of("D/3", new BigDecimal("7"), "O/4", new BigDecimal("3"))));
        assertThat(node(plan, "D").total()).isEqualTo(10);
        assertThat(node(plan, "D").own().get(2)).isEqualTo(7);
        assertThat(node(plan, "O").total()).isEqualTo(3);
    }

    private static History from(Map<String, BigDecimal> sold) {
        return (node, month) -> sold.getOrDefault(node + "/" + month, BigDecimal.ZERO);
    }

    private static PlannedNode node(List<PlannedNode> plan, String id) {
        return plan.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }
}
