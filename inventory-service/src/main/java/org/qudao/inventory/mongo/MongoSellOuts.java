package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.sellout.SellOut;
import org.qudao.inventory.sellout.SellOutReported;
import org.qudao.inventory.sellout.SellOuts;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Stored;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoSellOuts implements SellOuts {

    private static final String COLLECTION = "sellOuts";

    private final Aggregates sellOuts;

    MongoSellOuts(AggregatesFactory aggregates) {
        this.sellOuts = aggregates.of(COLLECTION, "inventory.sellout");
    }

    @Bean
    static IndexPlan sellOutIndexes() {
        return IndexPlan.on(COLLECTION)
                .index("by_day", "on", "_id")
                .index("by_node_and_day", "nodeId", "on", "_id")
                .index("stage", BookingField.STAGE);
    }

    @Override
    public Optional<Versioned<SellOut>> find(String id) {
        return sellOuts.find(id).map(stored -> new Versioned<>(sellOut(stored), stored.version()));
    }

    @Override
    public Optional<SellOut> find(String id, Scope scope) {
        Bson filter = Filters.and(Filters.eq("_id", id), scope.filter("nodeId"), BookingField.booked());
        return sellOuts.find(filter, Sorts.ascending("_id"), 1).stream()
                .findFirst()
                .map(MongoSellOuts::sellOut);
    }

    @Override
    public boolean insert(SellOut sellOut) {
        try {
            sellOuts.insert(sellOut.id(), state(sellOut), null);
            return true;
        } catch (AlreadyExists raced) {
            return false;
        }
    }

    @Override
    public boolean save(SellOut sellOut, long expectedVersion) {
        OutgoingEvent event = sellOut.booking().stage() == Booking.Stage.BOOKED
                ? new OutgoingEvent(SellOutReported.TYPE, SellOutReported.of(sellOut))
                : null;
        return sellOuts.save(sellOut.id(), expectedVersion, state(sellOut), event);
    }

    @Override
    public List<SellOut> list(
            Scope scope,
            @Nullable String nodeId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable DayCursor after,
            int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(scope.filter("nodeId"));
        filters.add(BookingField.booked());
        if (nodeId != null) {
            filters.add(Filters.eq("nodeId", nodeId));
        }
        if (from != null) {
            filters.add(Filters.gte("on", Bsons.date(from)));
        }
        if (to != null) {
            filters.add(Filters.lte("on", Bsons.date(to)));
        }
        if (after != null) {
            filters.add(NewestFirst.after("on", after.day(), after.id()));
        }
        return sellOuts.find(Filters.and(filters), NewestFirst.sort("on"), limit).stream()
                .map(MongoSellOuts::sellOut)
                .toList();
    }

    @Override
    public List<String> unfinished(int limit) {
        return sellOuts.find(BookingField.unfinished(), Sorts.ascending("_id"), limit).stream()
                .map(Stored::id)
                .toList();
    }

    private static Document state(SellOut sellOut) {
        Document state = new Document("nodeId", sellOut.nodeId())
                .append("place", sellOut.place())
                .append("on", Bsons.date(sellOut.on()))
                .append("channel", sellOut.channel())
                .append(
                        "lines",
                        sellOut.lines().stream()
                                .map(line -> new Document("sku", line.sku())
                                        .append("quantity", line.quantity())
                                        .append("netAmount", Bsons.decimalOrNull(line.netAmount())))
                                .toList())
                .append("by", sellOut.by())
                .append("at", Bsons.instant(sellOut.at()));
        return BookingField.append(state, sellOut.booking());
    }

    private static SellOut sellOut(Stored stored) {
        Document state = stored.state();
        return new SellOut(
                stored.id(),
                state.getString("nodeId"),
                state.getString("place"),
                Bsons.date(state, "on"),
                state.getString("channel"),
                state.getList("lines", Document.class).stream()
                        .map(line -> new SellOut.Line(
                                line.getString("sku"),
                                line.getInteger("quantity"),
                                Bsons.decimalOrNull(line, "netAmount")))
                        .toList(),
                state.getString("by"),
                Bsons.instant(state, "at"),
                BookingField.read(state));
    }
}
