package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.forecast.model.SellOuts;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Finds the dealers and outlets of some regions that say what they sell. */
@Component
class ReadSellingNodes {
    private static final String DEALER = "DEALER";
    private static final String OUTLET = "OUTLET";
    private static final String NOBODY = "";
    private static final int MONTHS_OF_HISTORY = 36;
    private static final int MONTHS_OF_ORDERS = 12;

    /** A node that has told of fewer is taken by its orders, as before. */
    private static final int FEWEST_MONTHS = 3;

    /** So is one that has not told of so many months now. */
    private static final int SILENT_MONTHS = 3;

    /** The steps of a proposal name each of them. */
    private static final int MOST_NODES = 200;

    private final Network network;
    private final SellOuts sellOuts;
    private final Balances balances;
    private final DemandHistory demand;
    private final Clock clock;

    ReadSellingNodes(Network network, SellOuts sellOuts, Balances balances, DemandHistory demand, Clock clock) {
        this.network = network;
        this.sellOuts = sellOuts;
        this.balances = balances;
        this.demand = demand;
        this.clock = clock;
    }

    private record Sale(String sku, YearMonth month, long quantity) {}

    /** @throws Refusal 422 when they are too many for one calculation */
    SellingNodes read(Set<String> regionIds) {
        Map<String, String> regions = network.regions();
        Map<String, NetworkNode> all = new TreeMap<>();
        network.nodes().stream()
                .filter(node -> regionIds.contains(regions.getOrDefault(node.id(), "")))
                .forEach(node -> all.put(node.id(), node));
        YearMonth asOf = asOf();
        Map<String, List<Sale>> sales = sales(all, asOf);
        if (sales.size() > MOST_NODES) {
            throw Refusal.unprocessable(
                    "too-many-nodes",
                    "Too many dealers",
                    sales.size()
                            + " dealers and outlets of these regions report sell-out; plan fewer regions, for no more than "
                            + MOST_NODES + " of them.");
        }
        Map<String, Map<String, double[]>> sold = new HashMap<>();
        sales.forEach((node, ofNode) -> sold.put(node, histories(ofNode, asOf)));
        Map<String, Map<String, StockBalance>> stock = new HashMap<>();
        for (StockBalance balance : balances.atNodes(sales.keySet())) {
            stock.computeIfAbsent(String.valueOf(balance.nodeId()), key -> new HashMap<>())
                    .put(balance.sku(), balance);
        }
        return new SellingNodes(
                tree(all, sales.keySet(), regions),
                sold,
                stock,
                demand.reserved(sales.keySet()),
                orders(all.keySet(), sales.keySet(), regions, asOf),
                SellingNodes.Passed.since(asOf, LocalDate.now(clock)));
    }

    /** The last month that is over and of which anybody has told. */
    private YearMonth asOf() {
        YearMonth over = YearMonth.now(clock).minusMonths(1);
        YearMonth told = sellOuts.lastMonth().orElse(over);
        return told.isBefore(over) ? told : over;
    }

    /** Of nodes that have told of enough months. */
    private Map<String, List<Sale>> sales(Map<String, NetworkNode> all, YearMonth asOf) {
        Set<String> sellers = all.values().stream()
                .filter(node -> node.kind().equals(DEALER) || node.kind().equals(OUTLET))
                .map(NetworkNode::id)
                .collect(Collectors.toSet());
        Map<String, List<Sale>> sales = new TreeMap<>();
        sellOuts.read(sellers, asOf.minusMonths(MONTHS_OF_HISTORY - 1L), (nodeId, sku, month, quantity) -> {
            if (!month.isAfter(asOf)) {
                sales.computeIfAbsent(nodeId, key -> new ArrayList<>()).add(new Sale(sku, month, quantity));
            }
        });
        sales.values().removeIf(ofNode -> tellsTooLittle(ofNode, asOf));
        Set<String> selling = Set.copyOf(sales.keySet());
        sales.keySet().removeIf(id -> isSuppliedBySilentDealer(all.get(id), all, selling));
        return sales;
    }

    private static boolean tellsTooLittle(List<Sale> sales, YearMonth asOf) {
        Set<YearMonth> months = sales.stream().map(Sale::month).collect(Collectors.toSet());
        return months.size() < FEWEST_MONTHS
                || months.stream().allMatch(month -> month.isBefore(asOf.minusMonths(SILENT_MONTHS - 1L)));
    }

    /** What the outlet sells is in its dealer's orders already, and the dealer is taken by those. */
    private static boolean isSuppliedBySilentDealer(
            @Nullable NetworkNode node, Map<String, NetworkNode> all, Set<String> selling) {
        return node != null
                && node.kind().equals(OUTLET)
                && node.path().stream()
                        .map(all::get)
                        .anyMatch(
                                above -> above != null && above.kind().equals(DEALER) && !selling.contains(above.id()));
    }

    /** Months of which a node told nothing are unknown; a product that is missing in a month of which it told was not sold. */
    private static Map<String, double[]> histories(List<Sale> sales, YearMonth asOf) {
        Set<YearMonth> told = sales.stream().map(Sale::month).collect(Collectors.toSet());
        Map<String, TreeMap<YearMonth, Long>> bySku = new HashMap<>();
        for (Sale sale : sales) {
            bySku.computeIfAbsent(sale.sku(), key -> new TreeMap<>()).merge(sale.month(), sale.quantity(), Long::sum);
        }
        Map<String, double[]> histories = new HashMap<>();
        bySku.forEach((sku, months) -> {
            YearMonth first = months.firstKey();
            double[] history = new double[(int) ChronoUnit.MONTHS.between(first, asOf) + 1];
            for (int t = 0; t < history.length; t++) {
                YearMonth month = first.plusMonths(t);
                history[t] = told.contains(month) ? months.getOrDefault(month, 0L) : Double.NaN;
            }
            histories.put(sku, history);
        });
        return histories;
    }

    /** Outlets below the dealer that is nearest above them, dealers and outlets without one at the top. */
    private static List<SellingNodes.Node> tree(
            Map<String, NetworkNode> all, Set<String> selling, Map<String, String> regions) {
        Set<String> dealers = new TreeSet<>();
        Map<String, List<SellingNodes.Node>> outlets = new HashMap<>();
        for (NetworkNode node : all.values()) {
            if (selling.contains(node.id()) && node.kind().equals(DEALER)) {
                dealers.add(node.id());
            }
        }
        for (NetworkNode node : all.values()) {
            if (selling.contains(node.id()) && node.kind().equals(OUTLET)) {
                String dealer = node.path().reversed().stream()
                        .filter(dealers::contains)
                        .findFirst()
                        .orElse(NOBODY);
                outlets.computeIfAbsent(dealer, key -> new ArrayList<>())
                        .add(new SellingNodes.Node(node.id(), regions.getOrDefault(node.id(), ""), true, List.of()));
            }
        }
        List<SellingNodes.Node> tops = new ArrayList<>(outlets.getOrDefault(NOBODY, List.of()));
        for (String id : dealers) {
            tops.add(new SellingNodes.Node(
                    id, regions.getOrDefault(id, ""), false, outlets.getOrDefault(id, List.of())));
        }
        return tops;
    }

    private Map<String, List<SellingNodes.Orders>> orders(
            Set<String> nodes, Set<String> selling, Map<String, String> regions, YearMonth asOf) {
        Map<String, List<SellingNodes.Orders>> orders = new HashMap<>();
        demand.ordered(nodes, asOf.minusMonths(MONTHS_OF_ORDERS - 1L))
                .forEach((sku, byNode) -> byNode.forEach((node, units) -> orders.computeIfAbsent(
                                sku, key -> new ArrayList<>())
                        .add(new SellingNodes.Orders(regions.getOrDefault(node, ""), selling.contains(node), units))));
        return orders;
    }
}
