package org.qudao.dealer.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DecompositionPropertiesTest {

    @Property
    void everyLevelSumsToItsParentToTheLastUnit(
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000L) long total,
            @ForAll @IntRange(min = 1, max = 60) int size,
            @ForAll long seed) {
        Network network = Network.random(size, new Random(seed));

        List<PlannedNode> plan = Decomposition.of(total, "0", network.nodes(), network);

        Map<String, PlannedNode> byId = plan.stream().collect(Collectors.toMap(PlannedNode::id, node -> node));
        assertThat(plan).hasSize(size);
        assertThat(byId.get("0").total()).isEqualTo(total);
        for (PlannedNode node : plan) {
            for (int month = 0; month < 12; month++) {
                int m = month;
                long below = plan.stream()
                        .filter(child -> node.id().equals(child.parentId()))
                        .mapToLong(child -> child.months().get(m))
                        .sum();
                assertThat(below + node.own().get(month))
                        .isEqualTo(node.months().get(month))
                        .isNotNegative();
            }
            assertThat(node.quarters().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(node.total());
        }
    }

    @Property
    void nobodyIsMoreThanOneUnitFromTheExactShare(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long total,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 100_000) Integer> weights) {
        long sum = weights.stream().mapToLong(Integer::longValue).sum();
        long[] parts = LargestRemainder.split(
                total, weights.stream().map(BigDecimal::valueOf).toList());
        assertThat(java.util.Arrays.stream(parts).sum()).isEqualTo(total);
        for (int i = 0; i < parts.length; i++) {
            double exact = sum == 0 ? (double) total / parts.length : (double) total * weights.get(i) / sum;
            assertThat((double) parts[i]).isBetween(exact - 1, exact + 1);
        }
    }

    /** A random tree with random sales of 4 decimals, some of them negative, many of them none. */
    private record Network(List<PlanNode> nodes, Map<String, BigDecimal> sales) implements History {
        static Network random(int size, Random random) {
            List<PlanNode> nodes = new ArrayList<>();
            Map<String, BigDecimal> sales = new HashMap<>();
            nodes.add(new PlanNode("0", null));
            for (int id = 1; id < size; id++) {
                nodes.add(new PlanNode(Integer.toString(id), Integer.toString(random.nextInt(id))));
            }
            for (PlanNode node : nodes) {
                for (int month = 1; month <= 12 && random.nextBoolean(); month++) {
                    sales.put(node.id() + "/" + month, BigDecimal.valueOf(random.nextInt(-1_000, 1_000_000), 4));
                }
            }
            return new Network(nodes, sales);
        }

        @Override
        public BigDecimal soldBy(String nodeId, int month) {
            return sales.getOrDefault(nodeId + "/" + month, BigDecimal.ZERO);
        }
    }
}
