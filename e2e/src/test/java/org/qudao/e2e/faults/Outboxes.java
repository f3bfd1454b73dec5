package org.qudao.e2e.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.qudao.e2e.Installation;

/** The events that the services have stored and not yet published, seen past all services. */
final class Outboxes implements AutoCloseable {

    private static final List<String> DATABASES = List.of("qudao_dealer", "qudao_order", "qudao_inventory");
    private static final Bson ANY = Filters.gte("outbox.v", 0L);

    private final MongoClient store;

    Outboxes(Installation installation) {
        store = MongoClients.create(installation.storeUri(DATABASES.getFirst()));
    }

    /** Where any are left, and how many aggregates have some. */
    List<String> left() {
        return left(ANY);
    }

    /** As {@link #left()}, of those that were written by then. */
    List<String> leftOf(Instant moment) {
        return left(Filters.and(ANY, Filters.lte("outbox.time", Date.from(moment))));
    }

    private List<String> left(Bson which) {
        List<String> left = new ArrayList<>();
        for (String name : DATABASES) {
            MongoDatabase database = store.getDatabase(name);
            for (String collection : database.listCollectionNames()) {
                long aggregates = database.getCollection(collection).countDocuments(which);
                if (aggregates > 0) {
                    left.add("%d of %s.%s to publish".formatted(aggregates, name, collection));
                }
            }
        }
        return left;
    }

    @Override
    public void close() {
        store.close();
    }
}
