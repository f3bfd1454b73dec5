package org.qudao.order.paying;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.qudao.order.model.Money;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.model.Payment;
import org.qudao.order.model.Payments;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportPayments implements RowImport<Payment> {

    private final Payments payments;
    private final Nodes nodes;
    private final Currency currency;
    private final Clock clock;

    ImportPayments(Payments payments, Nodes nodes, Currency currency, Clock clock) {
        this.payments = payments;
        this.nodes = nodes;
        this.currency = currency;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "payments";
    }

    @Override
    public String description() {
        return "Payments of the past. They are shown and counted as history and touch no credit account.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("payment_id").id(),
                Column.required("node_id").id(),
                Column.required("received_on").date(),
                Column.required("amount").decimal().positive(),
                Column.optional("currency").text(3));
    }

    @Override
    public Payment read(List<Row> unit) {
        Row row = unit.getFirst();
        String code = currency.getCurrencyCode();
        if (!code.equals(Objects.requireNonNullElse(row.textOrNull("currency"), code))) {
            row.reject("currency", "other-currency", "must be " + code + ", the currency of the books");
        }
        if (!Money.plausible(row.decimal("amount"))) {
            row.reject("amount", "implausible-amount", Money.RULE);
        }
        if (row.date("received_on").isAfter(LocalDate.now(clock))) {
            row.reject("received_on", "in-the-future", "nothing has been paid in the future");
        }
        return Payment.recorded(
                row.text("payment_id"), row.text("node_id"), row.decimal("amount"), row.date("received_on"), code);
    }

    @Override
    public List<Outcome> store(List<Unit<Payment>> batch) {
        List<Payment> all = batch.stream().map(Unit::value).toList();
        Map<String, Node> known =
                nodes.findAll(all.stream().map(Payment::nodeId).distinct().toList());
        Map<String, Payment> firstOfId = new LinkedHashMap<>();
        all.stream()
                .filter(payment -> known.containsKey(payment.nodeId()))
                .forEach(payment -> firstOfId.putIfAbsent(payment.id(), payment));
        Set<String> taken = payments.insertAll(List.copyOf(firstOfId.values()));
        Map<String, Payment> before = taken.isEmpty() ? Map.of() : payments.findAll(taken);
        List<Outcome> outcomes = new ArrayList<>(all.size());
        for (Payment payment : all) {
            outcomes.add(
                    known.containsKey(payment.nodeId())
                            ? outcome(payment, firstOfId, before)
                            : Outcome.unknown("node_id", "node", payment.nodeId()));
        }
        return outcomes;
    }

    private static Outcome outcome(Payment payment, Map<String, Payment> firstOfId, Map<String, Payment> before) {
        Payment first = Objects.requireNonNull(firstOfId.get(payment.id()));
        Payment stored = before.getOrDefault(payment.id(), first);
        if (stored == payment) {
            return Outcome.INSERTED;
        }
        return stored.sameRequestAs(payment)
                ? Outcome.UNCHANGED
                : Outcome.rejected("payment_id", "duplicate-id", "is taken by a payment with other content");
    }
}
