package org.qudao.order.recording;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Customer;
import org.qudao.order.model.Customers;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.model.Order;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.order.model.Versioned;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.springframework.stereotype.Component;

/** Stores a batch of history orders: what they refer to is looked up once per batch, the orders are inserted at once. */
@Component
class RecordOrders {

    private final Orders orders;
    private final Nodes nodes;
    private final Products products;
    private final Customers customers;
    private final String currency;
    private final Clock clock;

    RecordOrders(Orders orders, Nodes nodes, Products products, Customers customers, Currency currency, Clock clock) {
        this.orders = orders;
        this.nodes = nodes;
        this.products = products;
        this.customers = customers;
        this.currency = currency.getCurrencyCode();
        this.clock = clock;
    }

    String currency(Row row) {
        String given = row.textOrNull("currency");
        if (given != null && !given.equals(currency)) {
            row.reject("currency", "other-currency", "must be " + currency + ", the currency of the books");
        }
        return currency;
    }

    List<Outcome> record(List<RecordedOrder> batch) {
        Known known = known(batch);
        Instant now = clock.instant();
        Map<String, RecordedOrder> firstOfId = new LinkedHashMap<>();
        List<Order> fresh = new ArrayList<>(batch.size());
        List<@Nullable Outcome> refused = new ArrayList<>(batch.size());
        for (RecordedOrder recorded : batch) {
            Outcome refusal = known.refusal(recorded);
            refused.add(refusal);
            if (refusal == null && firstOfId.putIfAbsent(recorded.id(), recorded) == null) {
                fresh.add(recorded.order(known.products(), now));
            }
        }
        Set<String> taken = orders.record(fresh);
        Map<String, Versioned<Order>> before = taken.isEmpty() ? Map.of() : orders.findAll(taken);
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            RecordedOrder recorded = batch.get(i);
            Outcome refusal = refused.get(i);
            outcomes.add(
                    refusal != null
                            ? refusal
                            : outcome(
                                    recorded,
                                    Objects.requireNonNull(firstOfId.get(recorded.id())),
                                    taken.contains(recorded.id()),
                                    before.get(recorded.id())));
        }
        return outcomes;
    }

    private static Outcome outcome(
            RecordedOrder recorded, RecordedOrder first, boolean taken, @Nullable Versioned<Order> before) {
        if (!taken) {
            return recorded == first
                    ? Outcome.INSERTED
                    : recorded.contentHash().equals(first.contentHash())
                            ? Outcome.UNCHANGED
                            : duplicate("is taken by an order of this file with other content");
        }
        if (before == null) {
            // The id is free but the number is not: an order that was submitted here has it.
            return duplicate("is taken by an order that was submitted here");
        }
        return AlreadyRecorded.outcome(recorded, before.value());
    }

    private static Outcome duplicate(String message) {
        return Outcome.rejected("order_number", "duplicate-number", message);
    }

    private Known known(List<RecordedOrder> batch) {
        return new Known(
                nodes.findAll(
                        batch.stream().map(RecordedOrder::nodeId).distinct().toList()),
                products.findAll(batch.stream()
                        .flatMap(order -> order.lines().stream().map(RecordedOrder.Line::sku))
                        .distinct()
                        .toList()),
                customers.findAll(customerIds(batch)));
    }

    private static Collection<String> customerIds(List<RecordedOrder> batch) {
        return batch.stream()
                .map(RecordedOrder::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What this service knows of what a batch refers to. */
    private record Known(Map<String, Node> nodes, Map<String, Product> products, Map<String, Customer> customers) {

        @Nullable
        Outcome refusal(RecordedOrder order) {
            Node node = nodes.get(order.nodeId());
            if (node == null) {
                return Outcome.unknown("node_id", "node", order.nodeId());
            }
            if (!node.sells()) {
                return Outcome.rejected(
                        "node_id", "not-a-partner", "is a " + node.kind() + "; dealers and outlets sell");
            }
            if (order.channel() != node.channel()) {
                return Outcome.rejected("channel", "other-channel", node.id() + " sells by channel " + node.channel());
            }
            String customerId = order.customerId();
            if (customerId != null && !customers.containsKey(customerId)) {
                return Outcome.unknown("customer_id", "customer", customerId);
            }
            for (int i = 0; i < order.lines().size(); i++) {
                String sku = order.lines().get(i).sku();
                if (!products.containsKey(sku)) {
                    return Outcome.unknown(i, "sku", "sku", sku);
                }
            }
            return null;
        }
    }
}
