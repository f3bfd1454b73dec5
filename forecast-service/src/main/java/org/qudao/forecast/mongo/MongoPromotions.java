package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.Promotions;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

@Component
class MongoPromotions implements Promotions {
    static final String COLLECTION = "promotions";

    private final MongoCollection<Document> promotions;

    MongoPromotions(MongoDatabase database) {
        this.promotions = database.getCollection(COLLECTION);
    }

    @Override
    public void put(Promotion promotion) {
        promotions.replaceOne(
                Filters.eq("_id", promotion.id()), document(promotion), new ReplaceOptions().upsert(true));
    }

    @Override
    public void remove(String id) {
        promotions.deleteOne(Filters.eq("_id", id));
    }

    @Override
    public Optional<Promotion> find(String id) {
        return Optional.ofNullable(promotions.find(Filters.eq("_id", id)).first())
                .map(MongoPromotions::promotion);
    }

    @Override
    public List<Promotion> list(@Nullable LocalDate on, @Nullable String after, int limit) {
        List<Bson> all = new ArrayList<>();
        if (on != null) {
            all.add(days(on, on));
        }
        if (after != null) {
            all.add(Filters.gt("_id", after));
        }
        return promotions
                .find(all.isEmpty() ? Filters.empty() : Filters.and(all))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoPromotions::promotion)
                .into(new ArrayList<>());
    }

    @Override
    public List<Promotion> between(LocalDate from, LocalDate to) {
        return promotions
                .find(days(from, to))
                .sort(Sorts.ascending("_id"))
                .map(MongoPromotions::promotion)
                .into(new ArrayList<>());
    }

    private static Bson days(LocalDate from, LocalDate to) {
        return Filters.and(Filters.gte("to", Bsons.date(from)), Filters.lte("from", Bsons.date(to)));
    }

    private static Document document(Promotion promotion) {
        return new Document("_id", promotion.id())
                .append("name", promotion.name())
                .append("kind", promotion.kind().name())
                .append("sku", promotion.sku())
                .append("category", promotion.category())
                .append("nodeId", promotion.nodeId())
                .append("from", Bsons.date(promotion.from()))
                .append("to", Bsons.date(promotion.to()))
                .append("depth", promotion.depth())
                .append("changedBy", promotion.changedBy())
                .append("changedAt", Bsons.instant(promotion.changedAt()));
    }

    private static Promotion promotion(Document document) {
        return new Promotion(
                document.getString("_id"),
                document.getString("name"),
                Promotion.Kind.valueOf(document.getString("kind")),
                document.getString("sku"),
                document.getString("category"),
                document.getString("nodeId"),
                Bsons.date(document, "from"),
                Bsons.date(document, "to"),
                document.getDouble("depth"),
                document.getString("changedBy"),
                Bsons.instant(document, "changedAt"));
    }
}
