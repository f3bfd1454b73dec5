package org.qudao.platform.outbox;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

/** Makes the {@link Aggregates} of a collection and puts them in the relay's care. */
public final class AggregatesFactory {

    private final MongoDatabase database;
    private final OutboxEntries entries;
    private final OutboxRelay relay;

    AggregatesFactory(MongoDatabase database, OutboxEntries entries, OutboxRelay relay) {
        this.database = database;
        this.entries = entries;
        this.relay = relay;
    }

    /** @param topic where the events of these aggregates go, {@code <service>.<aggregate>} */
    public Aggregates of(String collection, String topic) {
        Aggregates aggregates = new Aggregates(topic, database.getCollection(collection), entries, relay);
        aggregates
                .documents()
                .createIndex(
                        Indexes.ascending(Aggregates.OUTBOX + "." + OutboxEntries.VERSION),
                        new IndexOptions().name("outbox_pending").sparse(true));
        relay.care(aggregates);
        return aggregates;
    }

    /** Whether any instance of the service has stored an event that is not published. */
    public boolean hasUnpublished() {
        return relay.hasUnpublished();
    }
}
