package org.qudao.inventory.sellout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qudao.inventory.products.Products;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
final class SellOutImport implements RowImport<SellOutImport.Report> {

    record Report(String id, String nodeId, LocalDate on, List<SellOut.Line> lines) {}

    private static final String IMPORTED = "import";

    private final ReportSellOut reportSellOut;
    private final NodeStock nodeStock;
    private final Products products;

    SellOutImport(ReportSellOut reportSellOut, NodeStock nodeStock, Products products) {
        this.reportSellOut = reportSellOut;
        this.nodeStock = nodeStock;
        this.products = products;
    }

    @Override
    public String kind() {
        return "sell-outs";
    }

    @Override
    public String description() {
        return "What dealers and outlets sold to end customers. Rows of one report follow each other.";
    }

    @Override
    public String groupBy() {
        return "report_id";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("report_id").id(),
                Column.required("node_id").id(),
                Column.required("on").date(),
                Column.required("sku").id(),
                Column.required("quantity").integer().positive(),
                Column.optional("net_amount").decimal().notNegative());
    }

    @Override
    public Report read(List<Row> unit) {
        Row first = unit.getFirst();
        List<SellOut.Line> lines = new ArrayList<>();
        Set<String> skus = new HashSet<>();
        for (Row row : unit) {
            if (!row.text("node_id").equals(first.text("node_id"))) {
                row.reject("node_id", "differs-in-report", "all rows of a report name the same node");
            }
            if (!row.date("on").equals(first.date("on"))) {
                row.reject("on", "differs-in-report", "all rows of a report have the same date");
            }
            if (!skus.add(row.text("sku"))) {
                row.reject("sku", "twice-in-report", "an item appears once; add the quantities");
            }
            if (row.integer("quantity") > 1_000_000_000) {
                row.reject("quantity", "too-large", "at most 1000000000");
            }
            lines.add(
                    new SellOut.Line(row.text("sku"), (int) row.integer("quantity"), row.decimalOrNull("net_amount")));
        }
        if (nodeStock.inFuture(first.date("on"))) {
            first.reject("on", "in-the-future", "nothing has been sold in the future");
        }
        return new Report(first.text("report_id"), first.text("node_id"), first.date("on"), lines);
    }

    @Override
    public List<Outcome> store(List<Unit<Report>> batch) {
        Set<String> unknown = products.unknown(batch.stream()
                .flatMap(unit -> unit.value().lines().stream())
                .map(SellOut.Line::sku)
                .toList());
        return batch.stream().map(unit -> store(unit.value(), unknown)).toList();
    }

    private Outcome store(Report report, Set<String> unknown) {
        for (int i = 0; i < report.lines().size(); i++) {
            String sku = report.lines().get(i).sku();
            if (unknown.contains(sku)) {
                return Outcome.unknown(i, "sku", "sku", sku);
            }
        }
        Optional<SellOut> sellOut =
                nodeStock.report(report.id(), report.nodeId(), report.on(), report.lines(), IMPORTED);
        if (sellOut.isEmpty()) {
            return Outcome.unknown("node_id", "node", report.nodeId());
        }
        return switch (reportSellOut.report(sellOut.get())) {
            case ReportSellOut.Result.Booked booked -> Outcome.INSERTED;
            case ReportSellOut.Result.Known known -> Outcome.UNCHANGED;
            case ReportSellOut.Result.Different different ->
                Outcome.rejected("report_id", "id-used", "a report of this id exists with other content");
            case ReportSellOut.Result.TooLittle tooLittle -> tooLittle(tooLittle.lines());
        };
    }

    private static Outcome tooLittle(List<ReportSellOut.Shortage> lines) {
        return lines.isEmpty()
                ? Outcome.rejected("quantity", "not-in-stock", "another report was faster; send it again")
                : Outcome.rejected(
                        lines.getFirst().line(),
                        "quantity",
                        "not-in-stock",
                        "%d available; count the stock if the book is wrong"
                                .formatted(lines.getFirst().available()));
    }
}
