package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.qudao.inventory.reservation.Backlog;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Kept small by its nature: only what waits is in it. */
@Component
final class MongoBacklog implements Backlog {

    private static final String COLLECTION = "backlog";

    private final MongoCollection<Document> entries;

    MongoBacklog(MongoDatabase database) {
        this.entries = database.getCollection(COLLECTION);
    }

    @Bean
    static IndexPlan backlogIndexes() {
        return IndexPlan.on(COLLECTION).index("oldest", "sku", "since");
    }

    @Override
    public void add(String sku, String orderId, int quantity, Instant since) {
        String id = id(sku, orderId);
        Document entry = new Document("_id", id)
                .append("sku", sku)
                .append("orderId", orderId)
                .append("quantity", quantity)
                .append("since", Bsons.instant(since));
        entries.replaceOne(Filters.eq("_id", id), entry, new ReplaceOptions().upsert(true));
    }

    @Override
    public void remove(String sku, String orderId) {
        entries.deleteOne(Filters.eq("_id", id(sku, orderId)));
    }

    @Override
    public List<String> oldest(String sku, int limit) {
        return entries.find(Filters.eq("sku", sku))
                .sort(Sorts.ascending("since", "_id"))
                .limit(limit)
                .map(entry -> entry.getString("orderId"))
                .into(new ArrayList<>());
    }

    @Override
    public Set<String> skus() {
        return entries.distinct("sku", String.class).into(new HashSet<>());
    }

    @Override
    public Map<String, Long> units(Collection<String> skus) {
        Map<String, Long> units = new HashMap<>();
        entries.aggregate(List.of(
                        Aggregates.match(Filters.in("sku", skus)),
                        Aggregates.group("$sku", Accumulators.sum("units", "$quantity"))))
                .forEach(sum -> units.put(sum.getString("_id"), PostingRow.number(sum, "units")));
        return units;
    }

    private static String id(String sku, String orderId) {
        return sku + "|" + orderId;
    }
}
