package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.qudao.forecast.model.SellOut;
import org.qudao.forecast.model.SellOuts;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

/** One document per report: {@code {_id: report, version, nodeId, month, lines: [{sku, quantity}]}}. */
@Component
class MongoSellOuts implements SellOuts {
    static final String COLLECTION = "sell_outs";
    private static final int FETCH = 2_000;

    private final MongoCollection<Document> reports;

    MongoSellOuts(MongoDatabase database) {
        this.reports = database.getCollection(COLLECTION);
    }

    @Override
    public void record(List<SellOut> batch) {
        NewestVersions.keep(
                reports,
                batch.stream()
                        .map(report -> new Versioned(report.reportId(), report.version(), document(report)))
                        .toList());
    }

    private static Document document(SellOut report) {
        return new Document("nodeId", report.nodeId())
                .append("month", YearMonth.from(report.on()).toString())
                .append(
                        "lines",
                        report.lines().stream()
                                .map(line -> new Document("sku", line.sku()).append("quantity", line.quantity()))
                                .toList());
    }

    @Override
    public void read(Set<String> nodeIds, YearMonth from, Reader reader) {
        reports.find(Filters.and(Filters.in("nodeId", nodeIds), Filters.gte("month", from.toString())))
                .batchSize(FETCH)
                .forEach(report -> {
                    YearMonth month = YearMonth.parse(report.getString("month"));
                    for (Document line : report.getList("lines", Document.class)) {
                        reader.read(
                                report.getString("nodeId"),
                                line.getString("sku"),
                                month,
                                line.get("quantity", Number.class).longValue());
                    }
                });
    }

    @Override
    public Optional<YearMonth> lastMonth() {
        return Optional.ofNullable(reports.find()
                        .projection(Projections.include("month"))
                        .sort(Sorts.descending("month"))
                        .first())
                .map(report -> YearMonth.parse(report.getString("month")));
    }
}
