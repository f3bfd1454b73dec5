package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.forecasting.ForecastTotals;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.TotalForecast;
import org.qudao.forecast.model.TotalLevel;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

@Component
class MongoForecastTotals implements ForecastTotals {
    static final String COLLECTION = "forecast_totals";
    private static final int BATCH = 500;

    private final MongoCollection<Document> totals;

    MongoForecastTotals(MongoDatabase database) {
        this.totals = database.getCollection(COLLECTION);
    }

    @Override
    public void replaceAll(String runId, List<TotalForecast> all) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<WriteModel<Document>> batch = new ArrayList<>();
            for (TotalForecast total : all.subList(from, Math.min(all.size(), from + BATCH))) {
                batch.add(new ReplaceOneModel<>(Filters.eq("_id", total.id()), document(total), upsert));
            }
            totals.bulkWrite(batch);
        }
        totals.deleteMany(Filters.ne("runId", runId));
    }

    @Override
    public List<TotalForecast> list(
            Scope regions,
            Scope under,
            @Nullable TotalLevel level,
            @Nullable String sku,
            @Nullable Channel channel,
            @Nullable String after,
            int limit) {
        List<Bson> all = new ArrayList<>();
        all.add(regions.filter("regionId"));
        all.add(under.filter("regionId"));
        if (level != null) {
            all.add(Filters.eq("level", level.name()));
        }
        if (sku != null) {
            all.add(Filters.eq("sku", sku));
        }
        if (channel != null) {
            all.add(Filters.eq("channel", channel.name()));
        }
        if (after != null) {
            all.add(Filters.gt("_id", after));
        }
        return totals.find(Filters.and(all))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoForecastTotals::total)
                .into(new ArrayList<>());
    }

    private static Document document(TotalForecast total) {
        Channel channel = total.channel();
        return new Document("_id", total.id())
                .append("level", total.level().name())
                .append("sku", total.sku())
                .append("regionId", total.regionId())
                .append("channel", channel == null ? null : channel.name())
                .append("series", total.series())
                .append("runId", total.runId())
                .append("asOf", total.asOf().toString())
                .append("method", total.method())
                .append("reason", total.reason())
                .append("points", ForecastDocuments.documents(total.points()));
    }

    private static TotalForecast total(Document document) {
        String channel = document.getString("channel");
        return new TotalForecast(
                TotalLevel.valueOf(document.getString("level")),
                document.getString("sku"),
                document.getString("regionId"),
                channel == null ? null : Channel.valueOf(channel),
                document.getInteger("series"),
                document.getString("runId"),
                YearMonth.parse(document.getString("asOf")),
                document.getString("method"),
                document.getString("reason"),
                ForecastDocuments.points(document));
    }
}
