package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Money;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.model.Receipt;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportCreditAccounts implements RowImport<ImportCreditAccounts.Terms> {

    private static final int MAX_TERMS_DAYS = 365;

    private final CreditAccounts accounts;
    private final Nodes nodes;
    private final AccountHolders accountHolders;
    private final Currency currency;

    ImportCreditAccounts(CreditAccounts accounts, Nodes nodes, AccountHolders accountHolders, Currency currency) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.accountHolders = accountHolders;
        this.currency = currency;
    }

    record Terms(String nodeId, BigDecimal limit, int termsDays) {}

    @Override
    public String kind() {
        return "credit-accounts";
    }

    @Override
    public String description() {
        return "Credit limit and terms per dealer that buys on credit. What open orders hold stays; a known node gets the new limit and terms.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("node_id").id(),
                Column.required("credit_limit").decimal().notNegative(),
                Column.optional("currency").text(3),
                Column.optional("terms_days")
                        .integer()
                        .notNegative()
                        .describedAs("days from invoice to due date; 0 if empty"));
    }

    @Override
    public Terms read(List<Row> unit) {
        Row row = unit.getFirst();
        String code = currency.getCurrencyCode();
        if (!code.equals(Objects.requireNonNullElse(row.textOrNull("currency"), code))) {
            row.reject("currency", "other-currency", "must be " + code + ", the currency of the books");
        }
        if (!Money.plausible(row.decimal("credit_limit"))) {
            row.reject("credit_limit", "implausible-amount", Money.RULE);
        }
        long days = Objects.requireNonNullElse(row.integerOrNull("terms_days"), 0L);
        if (days > MAX_TERMS_DAYS) {
            row.reject("terms_days", "too-long", "must be at most " + MAX_TERMS_DAYS);
        }
        return new Terms(row.text("node_id"), row.decimal("credit_limit"), (int) Math.min(days, MAX_TERMS_DAYS));
    }

    @Override
    public List<Outcome> store(List<Unit<Terms>> batch) {
        Map<String, Node> known = nodes.findAll(
                batch.stream().map(unit -> unit.value().nodeId()).distinct().toList());
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (Unit<Terms> unit : batch) {
            Terms terms = unit.value();
            outcomes.add(store(terms, known.get(terms.nodeId())));
        }
        return outcomes;
    }

    private Outcome store(Terms terms, @Nullable Node node) {
        if (node == null) {
            return Outcome.unknown("node_id", "node", terms.nodeId());
        }
        Receipt bar = accountHolders.bar(node);
        if (bar != null) {
            return Outcome.rejected("node_id", AccountHolders.rule(node), bar.remedy());
        }
        return Outcome.Stored.valueOf(
                accounts.openOrChange(terms.nodeId(), terms.limit(), currency.getCurrencyCode(), terms.termsDays())
                        .effect()
                        .name());
    }
}
