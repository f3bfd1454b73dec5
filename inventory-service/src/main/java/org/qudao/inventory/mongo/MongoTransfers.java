package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Versioned;
import org.qudao.inventory.transferring.Transfer;
import org.qudao.inventory.transferring.Transfers;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Stored;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoTransfers implements Transfers {

    private static final String COLLECTION = "transfers";

    private final Aggregates transfers;

    MongoTransfers(AggregatesFactory aggregates) {
        this.transfers = aggregates.of(COLLECTION, "inventory.transfer");
    }

    @Bean
    static IndexPlan transferIndexes() {
        return IndexPlan.on(COLLECTION).index("stage", BookingField.STAGE);
    }

    @Override
    public Optional<Versioned<Transfer>> find(String id) {
        return transfers.find(id).map(stored -> new Versioned<>(transfer(stored), stored.version()));
    }

    @Override
    public boolean insert(Transfer transfer) {
        try {
            transfers.insert(transfer.id(), state(transfer), null);
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    @Override
    public boolean save(Transfer transfer, long expectedVersion) {
        return transfers.save(transfer.id(), expectedVersion, state(transfer), null);
    }

    @Override
    public List<Transfer> list(@Nullable String after, int limit) {
        return transfers
                .find(after == null ? new Document() : Filters.gt("_id", after), Sorts.ascending("_id"), limit)
                .stream()
                .map(MongoTransfers::transfer)
                .toList();
    }

    @Override
    public List<String> unfinished(int limit) {
        return transfers.find(BookingField.unfinished(), Sorts.ascending("_id"), limit).stream()
                .map(Stored::id)
                .toList();
    }

    private static Document state(Transfer transfer) {
        Document state = new Document("from", transfer.from())
                .append("to", transfer.to())
                .append("on", Bsons.date(transfer.on()))
                .append(
                        "lines",
                        transfer.lines().stream()
                                .map(line -> new Document("sku", line.sku()).append("quantity", line.quantity()))
                                .toList())
                .append("by", transfer.by());
        return BookingField.append(state, transfer.booking());
    }

    private static Transfer transfer(Stored stored) {
        Document state = stored.state();
        return new Transfer(
                stored.id(),
                state.getString("from"),
                state.getString("to"),
                Bsons.date(state, "on"),
                state.getList("lines", Document.class).stream()
                        .map(line -> new Transfer.Line(line.getString("sku"), line.getInteger("quantity")))
                        .toList(),
                state.getString("by"),
                BookingField.read(state));
    }
}
