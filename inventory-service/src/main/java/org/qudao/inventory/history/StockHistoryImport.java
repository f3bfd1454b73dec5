package org.qudao.inventory.history;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.qudao.inventory.products.Products;
import org.qudao.inventory.stock.Places.Change;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
final class StockHistoryImport implements RowImport<StockMonth> {

    private final StockMonths months;
    private final Products products;
    private final Clock clock;

    StockHistoryImport(StockMonths months, Products products, Clock clock) {
        this.months = months;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "stock-history";
    }

    @Override
    public String description() {
        return "Units in, out and on hand per item and month end, from before the ledger.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("month_end").date(),
                Column.required("sku").id(),
                Column.required("units_in").integer(),
                Column.required("units_out").integer(),
                Column.required("units_on_hand").integer(),
                Column.optional("unit_cost").decimal().notNegative());
    }

    @Override
    public StockMonth read(List<Row> unit) {
        Row row = unit.getFirst();
        if (row.integer("units_on_hand") < 0) {
            throw row.reject("units_on_hand", "negative-balance", "zero or more: no place holds less than nothing");
        }
        LocalDate monthEnd = row.date("month_end");
        if (!monthEnd.equals(YearMonth.from(monthEnd).atEndOfMonth())) {
            throw row.reject("month_end", "no-month-end", "must be the last day of a month");
        }
        if (monthEnd.isAfter(LocalDate.now(clock))) {
            throw row.reject("month_end", "in-the-future", "nobody knows yet what there will be");
        }
        return new StockMonth(
                monthEnd,
                row.text("sku"),
                row.integer("units_in"),
                row.integer("units_out"),
                row.integer("units_on_hand"),
                row.decimalOrNull("unit_cost"));
    }

    @Override
    public List<Outcome> store(List<Unit<StockMonth>> batch) {
        Set<String> unknown =
                products.unknown(batch.stream().map(unit -> unit.value().sku()).toList());
        Iterator<Change> changes = months.putAll(batch.stream()
                        .map(Unit::value)
                        .filter(month -> !unknown.contains(month.sku()))
                        .toList())
                .iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<StockMonth> unit : batch) {
            String sku = unit.value().sku();
            outcomes.add(unknown.contains(sku) ? Outcome.unknown("sku", "sku", sku) : outcome(changes.next()));
        }
        return outcomes;
    }

    private static Outcome outcome(Change change) {
        return switch (change) {
            case INSERTED -> Outcome.INSERTED;
            case UPDATED -> Outcome.UPDATED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case TAKEN -> throw new IllegalStateException("a month has no owner");
        };
    }
}
