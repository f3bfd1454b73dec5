package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

/** One document per turn, which is final: {@code {_id: balance/version, sku, place, balance, on, empty, sourcing}}. */
@Component
class MongoStockTurns implements StockTurns {
    static final String COLLECTION = "stock_turns";
    private static final int FETCH = 2_000;

    private final MongoCollection<Document> turns;

    MongoStockTurns(MongoDatabase database) {
        this.turns = database.getCollection(COLLECTION);
    }

    @Override
    public void record(List<StockTurn> batch) {
        NewestVersions.keep(
                turns,
                batch.stream()
                        .map(turn -> new Versioned(
                                turn.balanceId() + "/" + turn.version(),
                                turn.version(),
                                new Document("sku", turn.sku())
                                        .append("place", turn.place())
                                        .append("balance", turn.balanceId())
                                        .append("on", Bsons.date(turn.on()))
                                        .append("empty", turn.empty())
                                        .append("sourcing", turn.sourcing())))
                        .toList());
    }

    @Override
    public void readAll(Consumer<StockTurn> reader) {
        turns.find()
                .sort(Sorts.ascending("sku", "place", "version"))
                .batchSize(FETCH)
                .forEach(turn -> reader.accept(new StockTurn(
                        turn.getString("balance"),
                        turn.get("version", Number.class).longValue(),
                        turn.getString("place"),
                        turn.getString("sku"),
                        Bsons.date(turn, "on"),
                        turn.getBoolean("empty"),
                        // Turns from before it was told have none.
                        turn.getBoolean("sourcing", true))));
    }
}
