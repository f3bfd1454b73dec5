package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.Successions;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

@Component
class MongoSuccessions implements Successions {
    static final String COLLECTION = "successions";

    private final MongoCollection<Document> successions;

    MongoSuccessions(MongoDatabase database) {
        this.successions = database.getCollection(COLLECTION);
    }

    @Override
    public void put(ProductSuccession succession) {
        Document document = new Document("_id", succession.sku())
                .append("predecessor", succession.predecessor())
                .append("factor", succession.factor())
                .append("from", succession.from().toString())
                .append("phaseInMonths", succession.phaseInMonths())
                .append("changedBy", succession.changedBy())
                .append("changedAt", Bsons.instant(succession.changedAt()));
        successions.replaceOne(Filters.eq("_id", succession.sku()), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public void remove(String sku) {
        successions.deleteOne(Filters.eq("_id", sku));
    }

    @Override
    public List<ProductSuccession> list(@Nullable String after, int limit) {
        return successions
                .find(after == null ? Filters.empty() : Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoSuccessions::succession)
                .into(new ArrayList<>());
    }

    @Override
    public List<ProductSuccession> touching(List<String> skus) {
        return successions
                .find(Filters.or(Filters.in("_id", skus), Filters.in("predecessor", skus)))
                .map(MongoSuccessions::succession)
                .into(new ArrayList<>());
    }

    @Override
    public List<ProductSuccession> all() {
        return successions
                .find()
                .sort(Sorts.ascending("_id"))
                .map(MongoSuccessions::succession)
                .into(new ArrayList<>());
    }

    private static ProductSuccession succession(Document document) {
        return new ProductSuccession(
                document.getString("_id"),
                document.getString("predecessor"),
                document.getDouble("factor"),
                YearMonth.parse(document.getString("from")),
                document.getInteger("phaseInMonths"),
                document.getString("changedBy"),
                Bsons.instant(document, "changedAt"));
    }
}
