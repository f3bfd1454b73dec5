package org.qudao.platform.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An import as a service would declare it: counts of several items, grouped by report. Knows one place only, "W1". */
class StockCounts implements RowImport<StockCounts.Report> {

    record Report(String id, String place, Map<String, Long> counted) {}

    final Map<String, Report> stored = new LinkedHashMap<>();
    final List<Integer> batches = new ArrayList<>();
    Runnable beforeStore = () -> {};

    @Nullable
    String groupBy = "report_id";

    @Override
    public String kind() {
        return "stock-counts";
    }

    @Override
    public String description() {
        return "What was counted.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("report_id").id().describedAs("unique"),
                Column.required("place_id").id(),
                Column.required("sku").id(),
                Column.required("counted").integer().notNegative(),
                Column.optional("price").decimal().positive(),
                Column.optional("on").date(),
                Column.optional("mode").oneOf("FULL", "PART"),
                Column.optional("final").flag(),
                Column.optional("remark").text(10));
    }

    @Override
    public @Nullable String groupBy() {
        return groupBy;
    }

    @Override
    public int batchSize() {
        return 2;
    }

    @Override
    public int maxRowsPerUnit() {
        return 4;
    }

    @Override
    public Report read(List<Row> unit) {
        Map<String, Long> counted = new LinkedHashMap<>();
        for (Row row : unit) {
            if (counted.put(row.text("sku"), row.integer("counted")) != null) {
                row.reject("sku", "duplicate", "each item once per report");
            }
            if (row.text("sku").equals("FORBIDDEN")) {
                throw row.reject("sku", "forbidden", "another item");
            }
            if (row.text("sku").equals("BROKEN")) {
                throw new IllegalArgumentException("an item must not be broken");
            }
        }
        return new Report(unit.getFirst().text("report_id"), unit.getFirst().text("place_id"), counted);
    }

    @Override
    public List<Outcome> store(List<Unit<Report>> batch) {
        beforeStore.run();
        batches.add(batch.size());
        return batch.stream().map(unit -> store(unit.value())).toList();
    }

    private Outcome store(Report report) {
        if (!report.place().equals("W1")) {
            return Outcome.unknown("place_id", "place", report.place());
        }
        Report former = stored.put(report.id(), report);
        return former == null ? Outcome.INSERTED : former.equals(report) ? Outcome.UNCHANGED : Outcome.UPDATED;
    }
}
