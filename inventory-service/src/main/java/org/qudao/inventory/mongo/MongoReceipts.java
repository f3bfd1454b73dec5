package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.receiving.Receipt;
import org.qudao.inventory.receiving.ReceiptSnapshot;
import org.qudao.inventory.receiving.Receipts;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Stored;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoReceipts implements Receipts {

    private static final String COLLECTION = "receipts";

    private final Aggregates receipts;

    MongoReceipts(AggregatesFactory aggregates) {
        this.receipts = aggregates.of(COLLECTION, "inventory.receipt");
    }

    @Bean
    static IndexPlan receiptIndexes() {
        return IndexPlan.on(COLLECTION).index("by_status", "status", "_id").index("by_place", "place", "_id");
    }

    @Override
    public Optional<Versioned<Receipt>> find(String id) {
        return receipts.find(id).map(stored -> new Versioned<>(receipt(stored), stored.version()));
    }

    @Override
    public boolean insert(Receipt receipt) {
        try {
            receipts.insert(receipt.id(), state(receipt), event(receipt));
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    @Override
    public boolean save(Receipt receipt, long expectedVersion) {
        return receipts.save(receipt.id(), expectedVersion, state(receipt), event(receipt));
    }

    private static @Nullable OutgoingEvent event(Receipt receipt) {
        String type = ReceiptSnapshot.type(receipt.status());
        return type == null ? null : new OutgoingEvent(type, ReceiptSnapshot.of(receipt));
    }

    @Override
    public List<Receipt> list(
            @Nullable String place, Receipt.@Nullable Status status, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(new Document());
        if (place != null) {
            filters.add(Filters.eq("place", place));
        }
        if (status != null) {
            filters.add(Filters.eq("status", status.name()));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return receipts.find(Filters.and(filters), Sorts.ascending("_id"), limit).stream()
                .map(MongoReceipts::receipt)
                .toList();
    }

    /** Receipts still to come, of any of the items at any of the places. */
    List<Receipt> planned(Collection<String> places, Collection<String> skus) {
        Bson filter = Filters.and(
                Filters.eq("status", Receipt.Status.PLANNED.name()),
                Filters.in("place", places),
                Filters.in("lines.sku", skus));
        return receipts.documents().find(filter).map(MongoReceipts::receipt).into(new ArrayList<>());
    }

    private static Document state(Receipt receipt) {
        return new Document("place", receipt.place())
                .append(
                        "lines",
                        receipt.lines().stream()
                                .map(line -> new Document("sku", line.sku()).append("quantity", line.quantity()))
                                .toList())
                .append("expectedOn", Bsons.dateOrNull(receipt.expectedOn()))
                .append("status", receipt.status().name())
                .append("plannedBy", receipt.plannedBy())
                .append("receivedOn", Bsons.dateOrNull(receipt.receivedOn()))
                .append("receivedBy", receipt.receivedBy())
                .append("cancelledOn", Bsons.dateOrNull(receipt.cancelledOn()))
                .append("cancelledBy", receipt.cancelledBy());
    }

    private static Receipt receipt(Stored stored) {
        return receipt(new Document(stored.state()).append("_id", stored.id()));
    }

    private static Receipt receipt(Document state) {
        return new Receipt(
                state.getString("_id"),
                state.getString("place"),
                state.getList("lines", Document.class).stream()
                        .map(line -> new Receipt.Line(line.getString("sku"), line.getInteger("quantity")))
                        .toList(),
                Bsons.dateOrNull(state, "expectedOn"),
                Receipt.Status.valueOf(state.getString("status")),
                state.getString("plannedBy"),
                Bsons.dateOrNull(state, "receivedOn"),
                state.getString("receivedBy"),
                Bsons.dateOrNull(state, "cancelledOn"),
                state.getString("cancelledBy"));
    }
}
