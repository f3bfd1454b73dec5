package org.qudao.dealer.planning;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.sales.Basis;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.sales.SalesFigures;
import org.qudao.dealer.targets.Decomposition;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.PlanNode;
import org.qudao.dealer.targets.TargetPlan;
import org.springframework.stereotype.Service;

/**
 * Decomposes a yearly total over the network as it stands, by the sell-in of the basis year. Closed nodes get nothing and their
 * history counts for nobody; what a node without history needs, it is given as an explicit target.
 */
@Service
class DecomposeTarget {
    private static final int MONTHS = 12;
    private final Nodes nodes;
    private final SalesFigures figures;
    private final Clock clock;

    DecomposeTarget(Nodes nodes, SalesFigures figures, Clock clock) {
        this.nodes = nodes;
        this.figures = figures;
        this.clock = clock;
    }

    record Wanted(
            String id,
            int year,
            Measure measure,
            @Nullable String productLine,
            BigDecimal total,
            long units,
            int basisYear) {}

    TargetPlan decompose(String who, Wanted wanted) {
        Map<String, Node> open = nodes.all().stream()
                .filter(node -> node.status() != NodeStatus.CLOSED)
                .collect(Collectors.toMap(Node::id, node -> node));
        List<PlanNode> tree = open.values().stream()
                .map(node -> new PlanNode(node.id(), node.parentId()))
                .toList();
        Map<String, BigDecimal[]> sold = soldByMonth(wanted, open.keySet());
        return new TargetPlan(
                wanted.id(),
                wanted.year(),
                wanted.measure(),
                wanted.productLine(),
                wanted.total(),
                wanted.basisYear(),
                who,
                clock.instant(),
                Decomposition.of(wanted.units(), Node.HEADQUARTERS_ID, tree, (node, month) -> {
                    BigDecimal[] months = sold.get(node);
                    return months == null ? BigDecimal.ZERO : months[month - 1];
                }));
    }

    private Map<String, BigDecimal[]> soldByMonth(Wanted wanted, Set<String> open) {
        Map<String, BigDecimal[]> sold = new HashMap<>();
        LocalDate from = LocalDate.of(wanted.basisYear(), 1, 1);
        LocalDate to = LocalDate.of(wanted.basisYear(), 12, 31);
        figures.forEach(Basis.SELL_IN, from, to, open, sale -> {
            LocalDate day = sale.countsOn();
            if (day != null) {
                BigDecimal[] months = sold.computeIfAbsent(sale.nodeId(), node -> noSales());
                int month = day.getMonthValue() - 1;
                months[month] = months[month].add(measured(sale, wanted));
            }
        });
        return sold;
    }

    private static BigDecimal measured(Sale sale, Wanted wanted) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SaleLine line : sale.lines()) {
            if (wanted.productLine() == null || Objects.equals(wanted.productLine(), line.productLine())) {
                sum = sum.add(
                        wanted.measure() == Measure.REVENUE ? line.netAmount() : BigDecimal.valueOf(line.quantity()));
            }
        }
        return sum;
    }

    private static BigDecimal[] noSales() {
        BigDecimal[] months = new BigDecimal[MONTHS];
        java.util.Arrays.fill(months, BigDecimal.ZERO);
        return months;
    }
}
