package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decomposes a yearly total from the root down to every node and month.
 *
 * <p>At each node the amount is split among its children by what their whole subtrees sold in the basis year; the node takes part
 * itself when it has sales of its own (a dealer with outlets) or no children. What is asked of a node itself is split among the months
 * by its own sales of the same months. Where nobody has a history, the split is equal. Every split is by {@link LargestRemainder},
 * so that children and own part add up to the node, months to the year and quarters to months, to the last unit.
 */
public final class Decomposition {
    private static final int MONTHS = 12;

    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, @Nullable String> parents = new HashMap<>();
    private final Map<String, BigDecimal> ownSales = new HashMap<>();
    private final Map<String, BigDecimal> subtreeSales = new HashMap<>();
    private final History history;
    private final List<PlannedNode> planned = new ArrayList<>();

    private Decomposition(List<PlanNode> nodes, History history) {
        this.history = history;
        List<PlanNode> sorted =
                nodes.stream().sorted(Comparator.comparing(PlanNode::id)).toList();
        for (PlanNode node : sorted) {
            parents.put(node.id(), node.parentId());
            ownSales.put(node.id(), yearOf(node.id()));
            if (node.parentId() != null) {
                children.computeIfAbsent(node.parentId(), id -> new ArrayList<>())
                        .add(node.id());
            }
        }
    }

    /**
     * @param nodes the root and everything below it, in any order; a node whose parent is missing is left out with its subtree
     * @return the planned nodes, parents before children
     */
    public static List<PlannedNode> of(long total, String rootId, List<PlanNode> nodes, History history) {
        Decomposition decomposition = new Decomposition(nodes, history);
        decomposition.sumSubtree(rootId);
        decomposition.plan(rootId, total);
        return decomposition.planned.reversed();
    }

    private BigDecimal sumSubtree(String id) {
        BigDecimal sum = ownSales.getOrDefault(id, BigDecimal.ZERO);
        for (String child : childrenOf(id)) {
            sum = sum.add(sumSubtree(child));
        }
        subtreeSales.put(id, sum);
        return sum;
    }

    /** Plans the subtree, adds it to the result children first, and answers its months. */
    private long[] plan(String id, long amount) {
        List<String> below = childrenOf(id);
        BigDecimal ownWeight = ownSales.getOrDefault(id, BigDecimal.ZERO);
        boolean takesPart = below.isEmpty() || ownWeight.signum() > 0;
        List<BigDecimal> weights = new ArrayList<>();
        below.forEach(child -> weights.add(subtreeSales.getOrDefault(child, BigDecimal.ZERO)));
        if (takesPart) {
            weights.add(ownWeight);
        }
        long[] parts = LargestRemainder.split(amount, weights);
        long[] own = takesPart ? byMonth(id, parts[below.size()]) : new long[MONTHS];
        long[] months = own.clone();
        for (int child = below.size() - 1; child >= 0; child--) {
            long[] childMonths = plan(below.get(child), parts[child]);
            for (int month = 0; month < MONTHS; month++) {
                months[month] += childMonths[month];
            }
        }
        planned.add(new PlannedNode(id, parents.get(id), boxed(months), boxed(own)));
        return months;
    }

    private long[] byMonth(String id, long amount) {
        return LargestRemainder.split(
                amount,
                IntStream.rangeClosed(1, MONTHS)
                        .mapToObj(month -> sold(id, month))
                        .toList());
    }

    private BigDecimal yearOf(String id) {
        return IntStream.rangeClosed(1, MONTHS)
                .mapToObj(month -> sold(id, month))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal sold(String id, int month) {
        return history.soldBy(id, month).max(BigDecimal.ZERO);
    }

    private List<String> childrenOf(String id) {
        return children.getOrDefault(id, List.of());
    }

    private static List<Long> boxed(long[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
