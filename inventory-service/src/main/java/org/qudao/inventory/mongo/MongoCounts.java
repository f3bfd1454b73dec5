package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.counting.Counts;
import org.qudao.inventory.counting.StockCount;
import org.qudao.inventory.scoping.PlacesInScope;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Stored;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoCounts implements Counts {

    private static final String COLLECTION = "counts";

    private final Aggregates counts;
    private final PlacesInScope places;

    MongoCounts(AggregatesFactory aggregates, PlacesInScope places) {
        this.counts = aggregates.of(COLLECTION, "inventory.count");
        this.places = places;
    }

    @Bean
    static IndexPlan countIndexes() {
        return IndexPlan.on(COLLECTION)
                .index("by_day", "on", "_id")
                .index("by_place_and_day", "place", "on", "_id")
                .index("booked", "booked");
    }

    @Override
    public Optional<Versioned<StockCount>> find(String id) {
        return counts.find(id).map(stored -> new Versioned<>(count(stored), stored.version()));
    }

    @Override
    public Optional<StockCount> find(String id, Scope scope) {
        return counts.find(Filters.and(Filters.eq("_id", id), inScope(scope)), Sorts.ascending("_id"), 1).stream()
                .findFirst()
                .map(MongoCounts::count);
    }

    @Override
    public boolean insert(StockCount count) {
        try {
            counts.insert(count.id(), state(count), null);
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    @Override
    public boolean save(StockCount count, long expectedVersion) {
        return counts.save(count.id(), expectedVersion, state(count), null);
    }

    @Override
    public List<StockCount> list(Scope scope, @Nullable String place, @Nullable DayCursor after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(inScope(scope));
        if (place != null) {
            filters.add(Filters.eq("place", place));
        }
        if (after != null) {
            filters.add(NewestFirst.after("on", after.day(), after.id()));
        }
        return counts.find(Filters.and(filters), NewestFirst.sort("on"), limit).stream()
                .map(MongoCounts::count)
                .toList();
    }

    @Override
    public List<String> unbooked(int limit) {
        return counts.find(Filters.eq("booked", false), Sorts.ascending("_id"), limit).stream()
                .map(Stored::id)
                .toList();
    }

    private Bson inScope(Scope scope) {
        return scope.isEverything()
                ? new Document()
                : Filters.in("place", places.all(scope).stream().map(Place::id).toList());
    }

    private static Document state(StockCount count) {
        return new Document("place", count.place())
                .append("on", Bsons.date(count.on()))
                .append("by", count.by())
                .append("at", Bsons.instant(count.at()))
                .append("booked", count.booked())
                .append(
                        "lines",
                        count.lines().stream()
                                .map(line -> new Document("sku", line.sku())
                                        .append("counted", line.counted())
                                        .append("book", line.book())
                                        .append("difference", line.difference())
                                        .append("unresolved", line.unresolved()))
                                .toList());
    }

    private static StockCount count(Stored stored) {
        Document state = stored.state();
        return new StockCount(
                stored.id(),
                state.getString("place"),
                Bsons.date(state, "on"),
                state.getString("by"),
                Bsons.instant(state, "at"),
                state.getBoolean("booked"),
                state.getList("lines", Document.class).stream()
                        .map(line -> new StockCount.Line(
                                line.getString("sku"),
                                line.getInteger("counted"),
                                line.getLong("book"),
                                line.getLong("difference"),
                                line.getLong("unresolved")))
                        .toList());
    }
}
