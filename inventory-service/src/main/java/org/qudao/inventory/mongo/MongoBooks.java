package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.verifying.Books;
import org.qudao.inventory.verifying.LedgerCheck;
import org.qudao.platform.outbox.PendingEvent;
import org.qudao.platform.outbox.Stored;
import org.springframework.stereotype.Component;

@Component
final class MongoBooks implements Books {

    private static final int AT_ONCE = 1_000;

    private final MongoLedger ledger;
    private final MongoCollection<Document> rows;

    MongoBooks(MongoLedger ledger, MongoDatabase database) {
        this.ledger = ledger;
        this.rows = database.getCollection(PostingRow.COLLECTION);
    }

    @Override
    public void show(LedgerCheck check) {
        List<PendingEvent> pending = new ArrayList<>();
        String after = "";
        List<Stored> read;
        do {
            read = ledger.storedAfter(after, AT_ONCE);
            for (Stored balance : read) {
                check.balance(BalanceKey.parse(balance.id()), balance.version(), PostingRow.balance(balance.state()));
                pending.addAll(balance.pending());
                after = balance.id();
            }
        } while (read.size() == AT_ONCE);
        pending.forEach(event -> check.pending(ledger.posted(event).posting(), event.version()));
        rows.find()
                .projection(new Document("after", 0).append("at", 0).append("balance", 0))
                .batchSize(AT_ONCE)
                .forEach(row -> check.posting(PostingRow.posting(row), PostingRow.number(row, "version")));
    }

    @Override
    public boolean isBooked(Posting posting) {
        boolean pending = ledger.stored(new BalanceKey(posting.place(), posting.sku())).stream()
                .anyMatch(stored -> stored.hasPending(posting.id()));
        return pending || rows.find(Filters.eq("_id", posting.id())).first() != null;
    }
}
