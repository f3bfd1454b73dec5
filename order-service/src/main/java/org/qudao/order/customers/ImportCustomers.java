package org.qudao.order.customers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Customer;
import org.qudao.order.model.Customers;
import org.qudao.order.model.Effect;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportCustomers implements RowImport<Customer> {

    private final Customers customers;
    private final Nodes nodes;

    ImportCustomers(Customers customers, Nodes nodes) {
        this.customers = customers;
        this.nodes = nodes;
    }

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public String description() {
        return "Customers of the direct channel. A known customer id replaces what was stored.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("customer_id").id(),
                Column.required("node_id").id().describedAs("the node of the direct channel that serves the customer"),
                Column.optional("city").text(100),
                Column.optional("country").text(100),
                Column.optional("since").date().describedAs("first purchase"));
    }

    @Override
    public Customer read(List<Row> unit) {
        Row row = unit.getFirst();
        return new Customer(
                row.text("customer_id"),
                row.text("node_id"),
                row.textOrNull("city"),
                row.textOrNull("country"),
                row.dateOrNull("since"));
    }

    @Override
    public List<Outcome> store(List<Unit<Customer>> batch) {
        List<Customer> all = batch.stream().map(Unit::value).toList();
        Map<String, Node> known =
                nodes.findAll(all.stream().map(Customer::nodeId).distinct().toList());
        Iterator<Effect> effects = customers
                .putAll(all.stream()
                        .filter(customer -> refusal(customer, known.get(customer.nodeId())) == null)
                        .toList())
                .iterator();
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (Customer customer : all) {
            Outcome refusal = refusal(customer, known.get(customer.nodeId()));
            outcomes.add(refusal == null ? Outcome.Stored.valueOf(effects.next().name()) : refusal);
        }
        return outcomes;
    }

    private static @Nullable Outcome refusal(Customer customer, @Nullable Node node) {
        if (node == null) {
            return Outcome.unknown("node_id", "node", customer.nodeId());
        }
        if (!node.sells()) {
            return Outcome.rejected("node_id", "not-a-partner", "is a " + node.kind() + "; dealers and outlets sell");
        }
        return node.channel() == Channel.DIRECT
                ? null
                : Outcome.rejected(
                        "node_id", "other-channel", "sells by channel " + node.channel() + ", not to end customers");
    }
}
