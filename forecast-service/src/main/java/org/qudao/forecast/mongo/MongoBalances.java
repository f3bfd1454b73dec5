package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

@Component
class MongoBalances implements Balances {
    static final String COLLECTION = "balances";

    private final MongoCollection<Document> balances;

    MongoBalances(MongoDatabase database) {
        this.balances = database.getCollection(COLLECTION);
    }

    @Override
    public void record(List<StockBalance> batch) {
        NewestVersions.keep(
                balances,
                batch.stream()
                        .map(balance -> new Versioned(
                                balance.id(),
                                balance.version(),
                                new Document("place", balance.place())
                                        .append("warehouse", balance.isAtWarehouse())
                                        .append("nodeId", balance.nodeId())
                                        .append("sku", balance.sku())
                                        .append("available", balance.available())
                                        .append("inTransit", balance.inTransit())
                                        .append("sourcing", balance.sourcing())))
                        .toList());
    }

    @Override
    public Set<String> notSourcing(Set<String> balanceIds) {
        return balances.find(Filters.and(Filters.in("_id", balanceIds), Filters.eq("sourcing", false)))
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>());
    }

    @Override
    public List<StockBalance> atWarehouses() {
        return balances.find(Filters.eq("warehouse", true))
                .sort(Sorts.ascending("place", "sku"))
                .map(MongoBalances::balance)
                .into(new ArrayList<>());
    }

    @Override
    public List<StockBalance> atNodes(Set<String> nodeIds) {
        return balances.find(Filters.in("nodeId", nodeIds))
                .map(MongoBalances::balance)
                .into(new ArrayList<>());
    }

    private static StockBalance balance(Document document) {
        return new StockBalance(
                document.getString("_id"),
                document.get("version", Number.class).longValue(),
                document.getString("place"),
                document.getString("nodeId"),
                document.getString("sku"),
                document.get("available", Number.class).longValue(),
                document.get("inTransit", Number.class).longValue(),
                // Balances from before it was told have none.
                document.getBoolean("sourcing", true));
    }
}
