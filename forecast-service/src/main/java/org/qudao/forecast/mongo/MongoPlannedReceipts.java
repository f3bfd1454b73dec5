package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.qudao.forecast.model.PlannedReceipt;
import org.qudao.forecast.model.PlannedReceipts;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

/** One document per receipt: {@code {_id: receipt, version, place, status, expectedOn, lines: [{sku, quantity}]}}. */
@Component
class MongoPlannedReceipts implements PlannedReceipts {
    static final String COLLECTION = "planned_receipts";

    private final MongoCollection<Document> receipts;

    MongoPlannedReceipts(MongoDatabase database) {
        this.receipts = database.getCollection(COLLECTION);
    }

    @Override
    public void record(List<PlannedReceipt> batch) {
        NewestVersions.keep(
                receipts,
                batch.stream()
                        .map(receipt -> new Versioned(receipt.receiptId(), receipt.version(), document(receipt)))
                        .toList());
    }

    @Override
    public List<PlannedReceipt> openAt(Collection<String> places) {
        return receipts.find(Filters.and(
                        Filters.eq("status", PlannedReceipt.Status.PLANNED.name()), Filters.in("place", places)))
                .map(MongoPlannedReceipts::receipt)
                .into(new ArrayList<>());
    }

    private static Document document(PlannedReceipt receipt) {
        return new Document("place", receipt.place())
                .append("status", receipt.status().name())
                .append("expectedOn", Bsons.dateOrNull(receipt.expectedOn()))
                .append(
                        "lines",
                        receipt.lines().stream()
                                .map(line -> new Document("sku", line.sku()).append("quantity", line.quantity()))
                                .toList());
    }

    private static PlannedReceipt receipt(Document document) {
        return new PlannedReceipt(
                document.getString("_id"),
                document.get("version", Number.class).longValue(),
                document.getString("place"),
                PlannedReceipt.Status.valueOf(document.getString("status")),
                // Receipts from before it was kept have none.
                Bsons.dateOrNull(document, "expectedOn"),
                document.getList("lines", Document.class).stream()
                        .map(line -> new PlannedReceipt.Line(
                                line.getString("sku"),
                                line.get("quantity", Number.class).longValue()))
                        .toList());
    }
}
