package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.qudao.forecast.forecasting.KeptForecasts;
import org.springframework.stereotype.Component;

/** One document per series, replaced when it is fitted again. */
@Component
class MongoKeptForecasts implements KeptForecasts {
    static final String COLLECTION = "kept_forecasts";

    private final MongoCollection<Document> kept;

    MongoKeptForecasts(MongoDatabase database) {
        this.kept = database.getCollection(COLLECTION);
    }

    @Override
    public List<Kept> of(List<String> seriesIds) {
        return kept.find(Filters.in("_id", seriesIds))
                .map(document -> new Kept(
                        document.getString("_id"),
                        YearMonth.parse(document.getString("asOf")),
                        document.getInteger("horizonMonths"),
                        document.getInteger("length"),
                        document.getString("history"),
                        document.get("state", Binary.class).getData()))
                .into(new ArrayList<>());
    }

    @Override
    public void keep(List<Kept> forecasts) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        kept.bulkWrite(
                forecasts.stream()
                        .map(one -> new ReplaceOneModel<>(
                                Filters.eq("_id", one.seriesId()),
                                new Document("asOf", one.asOf().toString())
                                        .append("horizonMonths", one.horizonMonths())
                                        .append("length", one.length())
                                        .append("history", one.history())
                                        .append("state", new Binary(one.state())),
                                upsert))
                        .toList(),
                new BulkWriteOptions().ordered(false));
    }

    @Override
    public void forgetFittedBefore(YearMonth asOf) {
        kept.deleteMany(Filters.lt("asOf", asOf.toString()));
    }
}
