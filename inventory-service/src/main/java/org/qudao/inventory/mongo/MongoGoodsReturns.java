package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.qudao.inventory.returning.GoodsReturn;
import org.qudao.inventory.returning.GoodsReturns;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Stored;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Returns of goods tell no events of their own: the ledger tells what moved. */
@Component
final class MongoGoodsReturns implements GoodsReturns {

    private static final String COLLECTION = "returns";

    private final Aggregates returns;

    MongoGoodsReturns(AggregatesFactory aggregates) {
        this.returns = aggregates.of(COLLECTION, "inventory.return");
    }

    @Bean
    static IndexPlan returnIndexes() {
        return IndexPlan.on(COLLECTION).index("stage", "stage", "_id");
    }

    @Override
    public Optional<Versioned<GoodsReturn>> find(String id) {
        return returns.find(id).map(stored -> new Versioned<>(goods(stored), stored.version()));
    }

    @Override
    public boolean insert(GoodsReturn goods) {
        try {
            returns.insert(goods.id(), state(goods), null);
            return true;
        } catch (AlreadyExists before) {
            return false;
        }
    }

    @Override
    public boolean save(GoodsReturn goods, long expectedVersion) {
        return returns.save(goods.id(), expectedVersion, state(goods), null);
    }

    @Override
    public List<String> unfinished(String afterId, int limit) {
        return returns
                .find(
                        Filters.and(Filters.eq("stage", GoodsReturn.Stage.RECEIVED.name()), Filters.gt("_id", afterId)),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(Stored::id)
                .toList();
    }

    private static Document state(GoodsReturn goods) {
        return new Document("orderId", goods.orderId())
                .append("nodeId", goods.nodeId())
                .append("warehouse", goods.warehouse())
                .append("on", Bsons.date(goods.on()))
                .append(
                        "lines",
                        goods.lines().stream()
                                .map(line -> new Document("line", line.line())
                                        .append("sku", line.sku())
                                        .append("good", line.good())
                                        .append("damaged", line.damaged()))
                                .toList())
                .append("stage", goods.stage().name());
    }

    private static GoodsReturn goods(Stored stored) {
        Document state = stored.state();
        return new GoodsReturn(
                stored.id(),
                state.getString("orderId"),
                state.getString("nodeId"),
                state.getString("warehouse"),
                Bsons.date(state, "on"),
                state.getList("lines", Document.class).stream()
                        .map(line -> new GoodsReturn.Line(
                                line.getInteger("line"),
                                line.getString("sku"),
                                line.getInteger("good"),
                                line.getInteger("damaged")))
                        .toList(),
                GoodsReturn.Stage.valueOf(state.getString("stage")));
    }
}
