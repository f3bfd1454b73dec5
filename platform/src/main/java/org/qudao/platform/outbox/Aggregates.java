package org.qudao.platform.outbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Refusal;

/**
 * A collection of aggregates, each one document: {@code _id}, {@code version}, its state, and in {@code outbox} the events that are
 * not yet published. State and event are stored by the same write, so neither exists without the other; the relay publishes and
 * clears. Every event has a version of its own, so that topic, id and version name an event once and for all.
 */
public final class Aggregates {

    static final String ID = "_id";
    static final String VERSION = "version";
    static final String OUTBOX = "outbox";
    private static final int MAX_ATTEMPTS = 50;

    private final String topic;
    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> durable;
    private final OutboxEntries entries;
    private final OutboxRelay relay;

    Aggregates(String topic, MongoCollection<Document> documents, OutboxEntries entries, OutboxRelay relay) {
        this.topic = topic;
        this.documents = documents;
        this.durable = documents.withReadConcern(ReadConcern.MAJORITY);
        this.entries = entries;
        this.relay = relay;
    }

    public Optional<Stored> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq(ID, id)).first()).map(this::stored);
    }

    public List<Stored> find(Bson filter, Bson sort, int limit) {
        return documents.find(filter).sort(sort).limit(limit).map(this::stored).into(new ArrayList<>());
    }

    /**
     * Stores version 1.
     *
     * @throws AlreadyExists when the id or another unique field is taken
     */
    public void insert(String id, Document state, @Nullable OutgoingEvent event) {
        insert(newDocument(id, state, event));
        wake(id, event);
    }

    private void insert(Document document) {
        try {
            documents.insertOne(document);
        } catch (MongoWriteException e) {
            if (isDuplicate(e)) {
                throw new AlreadyExists(documents.getNamespace().getCollectionName(), document.getString(ID), e);
            }
            throw e;
        }
    }

    /** Inserts what is new. Returns the ids that were refused because the id or another unique field is taken. */
    public Set<String> insertAll(List<NewAggregate> batch) {
        if (batch.isEmpty()) {
            return Set.of();
        }
        List<Document> inserts = batch.stream()
                .map(one -> newDocument(one.id(), one.state(), one.event()))
                .toList();
        Set<String> refused = new HashSet<>();
        try {
            documents.insertMany(inserts, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                refused.add(batch.get(error.getIndex()).id());
            }
        }
        for (NewAggregate one : batch) {
            if (!refused.contains(one.id())) {
                wake(one.id(), one.event());
            }
        }
        return refused;
    }

    /**
     * Replaces the given fields and adds the event, if the aggregate is still at the version that was read.
     *
     * @return false when somebody else wrote in between: load and decide again
     */
    public boolean save(String id, long expectedVersion, Document state, @Nullable OutgoingEvent event) {
        return save(asRead(id, expectedVersion), id, expectedVersion, state, event);
    }

    /** As {@link #save(String, long, Document, OutgoingEvent)}, if this holds besides. */
    public boolean save(String id, long expectedVersion, Bson besides, Document state, @Nullable OutgoingEvent event) {
        return save(
                Filters.and(Filters.eq(ID, id), Filters.eq(VERSION, expectedVersion), besides),
                id,
                expectedVersion,
                state,
                event);
    }

    private boolean save(
            Bson condition, String id, long expectedVersion, Document state, @Nullable OutgoingEvent event) {
        Saving saving = new Saving(id, expectedVersion, state, event == null ? List.of() : List.of(event));
        boolean saved = documents.updateOne(condition, change(saving)).getMatchedCount() == 1;
        if (saved) {
            wake(id, event);
        }
        return saved;
    }

    /**
     * As {@link #save} for different aggregates in one command, each on its own condition.
     *
     * @return false when somebody else wrote some of them in between: which ones is not known, the others are saved
     */
    public boolean saveAll(List<Saving> savings) {
        if (savings.isEmpty()) {
            return true;
        }
        List<UpdateOneModel<Document>> updates = savings.stream()
                .map(saving ->
                        new UpdateOneModel<Document>(asRead(saving.id(), saving.expectedVersion()), change(saving)))
                .toList();
        long saved = documents
                .bulkWrite(updates, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        for (Saving saving : savings) {
            if (!saving.events().isEmpty()) {
                relay.wake(this, saving.id());
            }
        }
        return saved == savings.size();
    }

    private static Bson asRead(String id, long version) {
        return Filters.and(Filters.eq(ID, id), Filters.eq(VERSION, version));
    }

    private Document change(Saving saving) {
        List<Document> added = new ArrayList<>();
        long version = saving.expectedVersion();
        for (OutgoingEvent event : saving.events()) {
            version++;
            added.add(entries.entry(version, event));
        }
        Document set = new Document(saving.state()).append(VERSION, saving.version());
        Document change = new Document("$set", set);
        return added.isEmpty() ? change : change.append("$push", new Document(OUTBOX, new Document("$each", added)));
    }

    /**
     * One conditional write without reading first, for counters that many write at once; carries no event.
     *
     * @return false when the condition does not hold (or the aggregate does not exist)
     */
    public boolean update(String id, Bson condition, Bson change) {
        return documents
                        .updateOne(
                                Filters.and(Filters.eq(ID, id), condition),
                                Updates.combine(change, Updates.inc(VERSION, 1L)))
                        .getMatchedCount()
                == 1;
    }

    /**
     * Changes what is kept beside the state: no event, and the version stays, so that events have all versions without a gap.
     *
     * @return false when the aggregate is not at that version
     */
    public boolean annotate(String id, long expectedVersion, Bson change) {
        return documents.updateOne(asRead(id, expectedVersion), change).getMatchedCount() == 1;
    }

    /**
     * Stores version 0, of which nothing is told, to be annotated.
     *
     * @throws AlreadyExists when the id or another unique field is taken
     */
    public void insertUntold(String id, Document state) {
        insert(newDocument(id, state, null).append(VERSION, 0L));
    }

    /**
     * Load, decide, save; again when somebody else wrote in between.
     *
     * @throws Refusal 409 after 50 attempts
     */
    public <T> Optional<T> retrying(String id, Function<Stored, Decision<T>> decide) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Stored> stored = find(id);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Decision<T> decision = decide.apply(stored.get());
            switch (decision) {
                case Decision.Nothing<T> nothing -> {
                    return Optional.of(nothing.answer());
                }
                case Decision.Save<T> save -> {
                    if (save(id, stored.get().version(), save.state(), save.event())) {
                        return Optional.of(save.answer());
                    }
                }
            }
            Thread.yield();
        }
        throw Refusal.conflict(
                "concurrent-update", "Others keep changing '" + id + "' at this moment. Repeat the request.");
    }

    /** For read queries; writes go through this class, or their events are lost. */
    public MongoCollection<Document> documents() {
        return documents;
    }

    String topic() {
        return topic;
    }

    /**
     * Events of these aggregates that are not yet published, each aggregate's oldest first. Only those that the store will not lose:
     * nobody may hear of a write that a crash takes back.
     */
    List<PendingEvent> pending(List<String> ids) {
        List<PendingEvent> pending = new ArrayList<>();
        durable.find(Filters.in(ID, ids))
                .projection(new Document(OUTBOX, 1))
                .forEach(document -> pending.addAll(entries.pending(topic, document)));
        return pending;
    }

    /** Aggregates with unpublished events, at most {@code limit}: how long the oldest event of each has waited, by id. */
    Map<String, Duration> withPending(int limit) {
        Map<String, Duration> ages = new LinkedHashMap<>();
        documents
                .find(Filters.gte(OUTBOX + "." + OutboxEntries.VERSION, 0L))
                .projection(new Document(OUTBOX + "." + OutboxEntries.TIME, 1))
                .limit(limit)
                .forEach(document -> ages.put(document.getString(ID), entries.age(document)));
        return ages;
    }

    static Bson clearUpTo(long version) {
        return Updates.pull(OUTBOX, new Document(OutboxEntries.VERSION, new Document("$lte", version)));
    }

    private Stored stored(Document document) {
        List<PendingEvent> pending = entries.pending(topic, document);
        Document state = new Document(document);
        state.remove(ID);
        state.remove(OUTBOX);
        Number version = (Number) state.remove(VERSION);
        return new Stored(document.getString(ID), version == null ? 0 : version.longValue(), state, pending);
    }

    private Document newDocument(String id, Document state, @Nullable OutgoingEvent event) {
        Document document = new Document(ID, id).append(VERSION, 1L);
        document.putAll(state);
        document.append(OUTBOX, event == null ? List.of() : List.of(entries.entry(1L, event)));
        return document;
    }

    private void wake(String id, @Nullable OutgoingEvent event) {
        if (event != null) {
            relay.wake(this, id);
        }
    }

    private static boolean isDuplicate(MongoWriteException e) {
        return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
