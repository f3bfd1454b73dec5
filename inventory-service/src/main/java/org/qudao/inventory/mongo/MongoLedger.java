package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.PostingOutcome;
import org.qudao.inventory.stock.Side;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.PendingEvent;
import org.qudao.platform.outbox.Saving;
import org.qudao.platform.outbox.Stored;
import org.springframework.stereotype.Component;

/**
 * Balances, one document per place and item, and the ledger's rows. A posting is one conditional write of the balance whose
 * event is the posting; {@link LedgerAppend} moves it into the ledger. Whether a posting was booked is read from the balance
 * first and from the ledger second, and the write holds only if the balance is still at that version: so no posting is missed.
 */
@Component
final class MongoLedger implements Ledger {

    static final String COLLECTION = "balances";
    static final String TOPIC = "inventory.movement";
    /** Nothing is available, but something was before. Written with the balance, which alone does not tell what was before. */
    static final String STOCK_OUT = "stockOut";

    private static final int MAX_ATTEMPTS = 1_000;
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(8).toNanos();

    private final Aggregates balances;
    private final MongoCollection<Document> rows;
    private final Places places;
    private final EventCodec codec;

    MongoLedger(AggregatesFactory aggregates, MongoDatabase database, Places places, EventCodec codec) {
        this.balances = aggregates.of(COLLECTION, TOPIC);
        this.rows = database.getCollection(PostingRow.COLLECTION);
        this.places = places;
        this.codec = codec;
    }

    @Override
    public PostingOutcome post(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        return post(key, postingId, decide, false);
    }

    @Override
    public PostingOutcome postOrClose(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        return post(key, postingId, decide, true);
    }

    private PostingOutcome post(
            BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide, boolean closing) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Stored> stored = balances.find(key.id());
            Optional<Posting> before = booked(stored, postingId);
            if (before.isPresent()) {
                return new PostingOutcome.AlreadyPosted(before.get());
            }
            Balance balance = balance(stored);
            if (ClosedPostings.contain(stored, postingId)) {
                return new PostingOutcome.Closed(balance);
            }
            Posting posting = decide.apply(balance);
            PostingOutcome outcome =
                    posting == null ? new PostingOutcome.NothingToPost(balance) : book(key, balance, posting);
            boolean written =
                    switch (outcome) {
                        case PostingOutcome.Posted posted -> write(key, stored, posted.posting(), posted.balance());
                        default -> !closing || close(key, stored, postingId);
                    };
            if (written) {
                return outcome;
            }
            pause(attempt);
        }
        throw new IllegalStateException("Others keep changing the balance " + key.id());
    }

    /** What comes of a posting, if the balance is still the same when it is written. */
    private static PostingOutcome book(BalanceKey key, Balance balance, Posting posting) {
        return switch (balance.decide(posting)) {
            case Balance.Decision.Insufficient insufficient ->
                new PostingOutcome.Insufficient(key, insufficient.state(), insufficient.onHand());
            case Balance.Decision.Changed changed -> new PostingOutcome.Posted(posting, changed.balance());
        };
    }

    @Override
    public Balance balance(BalanceKey key) {
        return balance(balances.find(key.id()));
    }

    @Override
    public Since since(BalanceKey key, LocalDate day) {
        Map<String, Posting> later = new HashMap<>();
        // The balance first, the ledger second: what moves from one to the other meanwhile is seen at least once.
        balances.find(key.id()).ifPresent(stored -> stored.pending().stream()
                .map(event -> posted(event).posting())
                .filter(posting -> posting.movement().on().isAfter(day))
                .forEach(posting -> later.put(posting.id(), posting)));
        rows.find(Filters.and(
                        Filters.eq("sku", key.sku()),
                        Filters.gt("on", Bsons.date(day)),
                        Filters.eq("place", key.place())))
                .map(PostingRow::posting)
                .forEach(posting -> later.put(posting.id(), posting));
        return Since.of(later.values());
    }

    @Override
    public Map<BalanceKey, Balance> balances(Collection<String> atPlaces, Collection<String> skus) {
        Map<BalanceKey, Balance> found = new HashMap<>();
        see(atPlaces, skus).forEach((key, seen) -> found.put(key, seen.balance()));
        return found;
    }

    @Override
    public Map<BalanceKey, Seen> see(Collection<String> atPlaces, Collection<String> skus) {
        List<String> ids = new ArrayList<>();
        atPlaces.forEach(place -> skus.forEach(sku -> ids.add(new BalanceKey(place, sku).id())));
        Map<BalanceKey, Seen> found = new HashMap<>();
        if (!ids.isEmpty()) {
            balances.documents()
                    .find(Filters.in("_id", ids))
                    .projection(new Document("outbox", 0).append(ClosedPostings.FIELD, 0))
                    .forEach(document -> found.put(
                            BalanceKey.parse(document.getString("_id")),
                            new Seen(PostingRow.balance(document), PostingRow.number(document, "version"))));
        }
        return found;
    }

    @Override
    public boolean bookTogether(List<Movement> movements, Map<BalanceKey, Seen> seen) {
        Map<BalanceKey, List<Posting>> postings = new LinkedHashMap<>();
        for (Movement movement : movements) {
            Posting posting = movement.postings().getFirst();
            if (posting.side() != Side.BOTH) {
                throw new IllegalArgumentException(movement + " is not within one place");
            }
            postings.computeIfAbsent(key(posting), key -> new ArrayList<>()).add(posting);
        }
        List<Saving> savings = new ArrayList<>();
        for (Map.Entry<BalanceKey, List<Posting>> entry : postings.entrySet()) {
            Seen before = seen.get(entry.getKey());
            if (before == null) {
                return false;
            }
            Balance balance = before.balance();
            boolean wasAvailable = false;
            List<OutgoingEvent> events = new ArrayList<>();
            for (Posting posting : entry.getValue()) {
                if (!(balance.decide(posting) instanceof Balance.Decision.Changed(Balance after))) {
                    return false;
                }
                wasAvailable |= balance.available() > 0;
                balance = after;
                events.add(event(posting, after));
            }
            savings.add(new Saving(entry.getKey().id(), before.version(), change(wasAvailable, balance), events));
        }
        return balances.saveAll(savings);
    }

    @Override
    public List<OpeningOutcome> open(List<Movement> openings) {
        Map<String, Stored> existing = existing(openings);
        Map<String, Posting> booked = bookedAmong(openings);
        Map<String, NewAggregate> inserts = new LinkedHashMap<>();
        Map<String, String> insertedAt = new HashMap<>();
        for (Movement opening : openings) {
            Posting posting = opening.postings().getFirst();
            String balanceId = key(posting).id();
            if (!existing.containsKey(balanceId)
                    && !inserts.containsKey(balanceId)
                    && !booked.containsKey(opening.id())) {
                Balance after = ((Balance.Decision.Changed) Balance.ZERO.decide(posting)).balance();
                inserts.put(balanceId, new NewAggregate(balanceId, state(key(posting), after), event(posting, after)));
                insertedAt.put(opening.id(), balanceId);
            }
        }
        var refused = balances.insertAll(List.copyOf(inserts.values()));
        List<OpeningOutcome> outcomes = new ArrayList<>();
        Map<String, Boolean> firstSeen = new HashMap<>();
        for (Movement opening : openings) {
            String balanceId = insertedAt.get(opening.id());
            boolean inserted = balanceId != null
                    && !refused.contains(balanceId)
                    && firstSeen.putIfAbsent(opening.id(), true) == null;
            outcomes.add(inserted ? new OpeningOutcome.Opened() : openOne(opening, booked.get(opening.id())));
        }
        return outcomes;
    }

    /** The balance's document, with the postings that are not in the ledger yet. */
    Optional<Stored> stored(BalanceKey key) {
        return balances.find(key.id());
    }

    /** All balances as they are now, one after the other. */
    List<Stored> storedAfter(String id, int limit) {
        return balances.find(Filters.gt("_id", id), Sorts.ascending("_id"), limit);
    }

    StockPosted posted(PendingEvent event) {
        return LedgerAppend.posted(codec, event);
    }

    private OpeningOutcome openOne(Movement opening, @Nullable Posting bookedBefore) {
        if (bookedBefore != null) {
            return compare(opening, bookedBefore);
        }
        return switch (post(opening.postings().getFirst())) {
            case PostingOutcome.Posted posted -> new OpeningOutcome.Opened();
            case PostingOutcome.AlreadyPosted before -> compare(opening, before.posting());
            case PostingOutcome.Insufficient impossible -> throw new IllegalStateException(impossible.toString());
            case PostingOutcome.NothingToPost impossible -> throw new IllegalStateException(impossible.toString());
            case PostingOutcome.Closed impossible -> throw new IllegalStateException(impossible.toString());
        };
    }

    private static OpeningOutcome compare(Movement opening, Posting before) {
        int bookedQuantity = before.movement().quantity();
        return bookedQuantity == opening.quantity()
                ? new OpeningOutcome.Unchanged()
                : new OpeningOutcome.Differs(bookedQuantity);
    }

    private Map<String, Stored> existing(List<Movement> openings) {
        List<String> ids = openings.stream()
                .map(opening -> key(opening.postings().getFirst()).id())
                .distinct()
                .toList();
        Map<String, Stored> existing = new HashMap<>();
        balances.find(Filters.in("_id", ids), Sorts.ascending("_id"), ids.size())
                .forEach(stored -> existing.put(stored.id(), stored));
        return existing;
    }

    private Map<String, Posting> bookedAmong(List<Movement> openings) {
        Map<String, Posting> booked = new HashMap<>();
        rows.find(Filters.in("_id", openings.stream().map(Movement::id).toList()))
                .forEach(row -> booked.put(row.getString("_id"), PostingRow.posting(row)));
        return booked;
    }

    private boolean write(BalanceKey key, Optional<Stored> stored, Posting posting, Balance after) {
        if (stored.isPresent()) {
            boolean wasAvailable = balance(stored).available() > 0;
            return balances.save(
                    key.id(),
                    stored.get().version(),
                    ClosedPostings.lacks(posting.id()),
                    change(wasAvailable, after),
                    event(posting, after));
        }
        try {
            balances.insert(key.id(), state(key, after), event(posting, after));
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    /** Also of a balance that does not exist yet: goods may come, and whoever stalled with them. */
    private boolean close(BalanceKey key, Optional<Stored> stored, String postingId) {
        if (stored.isPresent()) {
            return balances.annotate(key.id(), stored.get().version(), ClosedPostings.adding(postingId));
        }
        try {
            balances.insertUntold(key.id(), state(key, Balance.ZERO));
        } catch (AlreadyExists raced) {
            return false;
        }
        return balances.annotate(key.id(), 0, ClosedPostings.adding(postingId));
    }

    private Optional<Posting> booked(Optional<Stored> stored, String postingId) {
        Optional<Posting> pending = stored.stream()
                .flatMap(balance -> balance.pending().stream())
                .filter(event -> postingId.equals(event.reference()))
                .findFirst()
                .map(event -> LedgerAppend.posted(codec, event).posting());
        return pending.isPresent() || stored.isEmpty()
                ? pending
                : Optional.ofNullable(rows.find(Filters.eq("_id", postingId)).first())
                        .map(PostingRow::posting);
    }

    private OutgoingEvent event(Posting posting, Balance after) {
        Place place = places.known(posting.place());
        return new OutgoingEvent(StockPosted.TYPE, StockPosted.of(posting, after, place), posting.id());
    }

    private static Document state(BalanceKey key, Balance balance) {
        Document state = new Document("place", key.place()).append("sku", key.sku());
        state.putAll(PostingRow.balance(balance));
        return state.append(STOCK_OUT, false);
    }

    /** @param wasAvailable something was available before the change; if not, what is stored stays true */
    private static Document change(boolean wasAvailable, Balance after) {
        Document change = PostingRow.balance(after);
        if (after.available() > 0) {
            return change.append(STOCK_OUT, false);
        }
        return wasAvailable ? change.append(STOCK_OUT, true) : change;
    }

    private static Balance balance(Optional<Stored> stored) {
        return stored.map(balance -> PostingRow.balance(balance.state())).orElse(Balance.ZERO);
    }

    private static BalanceKey key(Posting posting) {
        return new BalanceKey(posting.place(), posting.sku());
    }

    /** Writers of one hot balance step out of each other's way. */
    private static void pause(int attempt) {
        long bound = Math.min(LONGEST_PAUSE_NANOS, 100_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound) + 1);
    }
}
