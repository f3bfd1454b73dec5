package org.qudao.inventory.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.outbox.BeforePublish;
import org.qudao.platform.outbox.PendingEvent;
import org.springframework.stereotype.Component;

/**
 * Writes the ledger's rows before their events are published and cleared from the balances: at every moment a posting is in its
 * balance's outbox or in the ledger, and for a short time in both. A row that is there already is the same row.
 */
@Component
final class LedgerAppend implements BeforePublish {

    private final MongoCollection<Document> rows;
    private final EventCodec codec;

    LedgerAppend(MongoDatabase database, EventCodec codec) {
        this.rows = database.getCollection(PostingRow.COLLECTION);
        this.codec = codec;
    }

    @Override
    public String topic() {
        return MongoLedger.TOPIC;
    }

    @Override
    public void accept(List<PendingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Document> documents = events.stream()
                .map(event -> PostingRow.toDocument(posted(codec, event), event))
                .toList();
        try {
            rows.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    static StockPosted posted(EventCodec codec, PendingEvent event) {
        return codec.decode(event.json().getBytes(StandardCharsets.UTF_8), StockPosted.class);
    }
}
