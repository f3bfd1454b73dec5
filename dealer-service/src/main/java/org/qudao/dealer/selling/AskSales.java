package org.qudao.dealer.selling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.dealer.people.Staffing;
import org.qudao.dealer.sales.Basis;
import org.qudao.dealer.sales.Freshness;
import org.qudao.dealer.sales.Products;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.sales.SalesFigures;
import org.qudao.dealer.targets.Attainment;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Breaks the sales of a period down by one dimension, within what the caller may see. */
@Service
class AskSales {
    /** Key of rows that cannot be told: a node outside the network, a sale that is no salesperson's, a product without a line. */
    static final String NONE = "UNASSIGNED";

    private final SalesFigures figures;
    private final Nodes nodes;
    private final Salespeople people;
    private final Products products;
    private final Freshness freshness;
    private final ScopeTree scopes;

    AskSales(
            SalesFigures figures,
            Nodes nodes,
            Salespeople people,
            Products products,
            Freshness freshness,
            ScopeTree scopes) {
        this.figures = figures;
        this.nodes = nodes;
        this.people = people;
        this.products = products;
        this.freshness = freshness;
        this.scopes = scopes;
    }

    record Question(
            Dimension by,
            Basis basis,
            LocalDate from,
            LocalDate to,
            @Nullable Channel channel,
            @Nullable String under,
            int top) {}

    SalesAnswer ask(Caller caller, Question question) {
        Scope scope = scopes.scopeOf(caller);
        NodeTree tree = new NodeTree(nodes.all());
        Set<String> sellers = sellers(question.under(), scope, tree);
        Map<String, Products.Product> catalogue = countsByLine(question.by()) ? products.all() : Map.of();
        Breakdown breakdown = new Breakdown(question.by(), keys(question.by(), tree, catalogue));
        figures.forEach(question.basis(), question.from(), question.to(), sellers, sale -> {
            if (question.channel() == null || question.channel() == sale.channel()) {
                breakdown.add(sale);
            }
        });
        Freshness.Reading reading = freshness.read();
        Sum total = breakdown.total();
        return new SalesAnswer(
                breakdown.rows(question, total.revenue, names(question.by(), tree, catalogue)),
                new SalesAnswer.Total(cents(total.revenue), total.quantity, total.orders),
                reading.asOf(),
                reading.lagSeconds());
    }

    /** Null when it is everybody. */
    private static @Nullable Set<String> sellers(@Nullable String under, Scope scope, NodeTree tree) {
        if (under == null) {
            return scope.isEverything() ? null : scope.nodeIds();
        }
        if (!scope.includes(under) || tree.find(under).isEmpty()) {
            throw Refusal.notFound("node", under);
        }
        return tree.subtree(under).stream()
                .map(Node::id)
                .filter(scope::includes)
                .collect(Collectors.toSet());
    }

    /** What a line of a sale is counted under. */
    private interface Keys {
        String of(Sale sale, SaleLine line);
    }

    private Keys keys(Dimension by, NodeTree tree, Map<String, Products.Product> catalogue) {
        Map<String, String> regions = new HashMap<>();
        return switch (by) {
            case channel -> (sale, line) -> sale.channel().name();
            case node -> (sale, line) -> sale.nodeId();
            case region ->
                (sale, line) -> regions.computeIfAbsent(
                        sale.nodeId(), id -> tree.regionOf(id).map(Node::id).orElse(NONE));
            case salesperson -> {
                Staffing staffing = new Staffing(people.all(), tree);
                yield (sale, line) -> Objects.requireNonNullElse(staffing.sellerOf(sale), NONE);
            }
            case month ->
                (sale, line) -> sale.countsOn() == null
                        ? NONE
                        : YearMonth.from(sale.countsOn()).toString();
            case sku -> (sale, line) -> line.sku();
            case productLine -> (sale, line) -> lineOf(line, catalogue);
        };
    }

    private static String lineOf(SaleLine line, Map<String, Products.Product> catalogue) {
        String productLine = line.productLine();
        if (productLine.isEmpty()) {
            Products.Product product = catalogue.get(line.sku());
            productLine = product == null ? "" : product.productLine();
        }
        return productLine.isEmpty() ? NONE : productLine;
    }

    private Function<String, String> names(Dimension by, NodeTree tree, Map<String, Products.Product> catalogue) {
        return switch (by) {
            case channel, month, productLine -> key -> key;
            case node, region -> key -> tree.find(key).map(Node::name).orElse(key);
            case sku ->
                key -> {
                    Products.Product product = catalogue.get(key);
                    return product == null ? key : product.name();
                };
            case salesperson -> {
                Map<String, String> names =
                        people.all().stream().collect(Collectors.toMap(Salesperson::id, Salesperson::name));
                yield key -> names.getOrDefault(key, key);
            }
        };
    }

    private static boolean countsByLine(Dimension by) {
        return by == Dimension.sku || by == Dimension.productLine;
    }

    private static BigDecimal cents(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static final class Sum {
        private BigDecimal revenue = BigDecimal.ZERO;
        private long quantity;
        private long orders;

        void add(SaleLine line) {
            revenue = revenue.add(line.netAmount());
            quantity += line.quantity();
        }
    }

    private static final class Breakdown {
        private final Keys keys;
        private final boolean byLine;
        private final Map<String, Sum> byKey = new HashMap<>();
        private final Set<Sum> sumsOfSale = new HashSet<>();
        private long orders;

        Breakdown(Dimension by, Keys keys) {
            this.keys = keys;
            this.byLine = countsByLine(by);
        }

        void add(Sale sale) {
            int counted = sale.takesBack() ? 0 : 1;
            orders += counted;
            if (byLine) {
                addByLine(sale, counted);
            } else if (!sale.lines().isEmpty()) {
                Sum sum = sumOf(sale, sale.lines().getFirst());
                sale.lines().forEach(sum::add);
                sum.orders += counted;
            }
        }

        private void addByLine(Sale sale, int counted) {
            sumsOfSale.clear();
            for (SaleLine line : sale.lines()) {
                Sum sum = sumOf(sale, line);
                sum.add(line);
                if (sumsOfSale.add(sum)) {
                    sum.orders += counted;
                }
            }
        }

        private Sum sumOf(Sale sale, SaleLine line) {
            return byKey.computeIfAbsent(keys.of(sale, line), fresh -> new Sum());
        }

        /** Over all rows; an order counts once, in however many rows it is. */
        Sum total() {
            Sum total = new Sum();
            for (Sum sum : byKey.values()) {
                total.revenue = total.revenue.add(sum.revenue);
                total.quantity += sum.quantity;
            }
            total.orders = orders;
            return total;
        }

        /** Largest revenue first; months in their order. */
        List<SalesAnswer.Row> rows(Question question, BigDecimal all, Function<String, String> names) {
            Comparator<Map.Entry<String, Sum>> order = question.by() == Dimension.month
                    ? Map.Entry.comparingByKey()
                    : Comparator.comparing((Map.Entry<String, Sum> row) -> row.getValue().revenue)
                            .reversed()
                            .thenComparing(Map.Entry::getKey);
            return byKey.entrySet().stream()
                    .sorted(order)
                    .limit(question.top())
                    .map(row -> new SalesAnswer.Row(
                            row.getKey(),
                            names.apply(row.getKey()),
                            cents(row.getValue().revenue),
                            row.getValue().quantity,
                            row.getValue().orders,
                            Attainment.percent(row.getValue().revenue, all)))
                    .toList();
        }
    }
}
