package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.history.StockMonth;
import org.qudao.inventory.history.StockMonths;
import org.qudao.inventory.stock.Places.Change;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoStockMonths implements StockMonths {

    private static final String COLLECTION = "stockMonths";

    private final MongoCollection<Document> months;

    MongoStockMonths(MongoDatabase database) {
        this.months = database.getCollection(COLLECTION);
    }

    @Bean
    static IndexPlan stockMonthIndexes() {
        return IndexPlan.on(COLLECTION).index("sku_month", "sku", "monthEnd").index("month", "monthEnd");
    }

    @Override
    public List<Change> putAll(List<StockMonth> batch) {
        Map<String, StockMonth> standing = new HashMap<>();
        months.find(Filters.in("_id", batch.stream().map(MongoStockMonths::id).toList()))
                .forEach(document -> standing.put(document.getString("_id"), month(document)));
        Map<String, WriteModel<Document>> writes = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (StockMonth month : batch) {
            StockMonth before = standing.put(id(month), month);
            if (before == null) {
                writes.put(id(month), new InsertOneModel<>(document(month)));
                changes.add(Change.INSERTED);
            } else if (before.equals(month)) {
                changes.add(Change.UNCHANGED);
            } else {
                writes.put(
                        id(month),
                        new ReplaceOneModel<>(
                                Filters.eq("_id", id(month)), document(month), new ReplaceOptions().upsert(true)));
                changes.add(Change.UPDATED);
            }
        }
        if (!writes.isEmpty()) {
            months.bulkWrite(List.copyOf(writes.values()), new BulkWriteOptions().ordered(false));
        }
        return changes;
    }

    @Override
    public List<StockMonth> find(
            @Nullable String sku, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(new Document());
        if (sku != null) {
            filters.add(Filters.eq("sku", sku));
        }
        if (from != null) {
            filters.add(Filters.gte("monthEnd", Bsons.date(from)));
        }
        if (to != null) {
            filters.add(Filters.lte("monthEnd", Bsons.date(to)));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return months.find(Filters.and(filters))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoStockMonths::month)
                .into(new ArrayList<>());
    }

    private static String id(StockMonth month) {
        return month.sku() + "|" + month.monthEnd();
    }

    private static Document document(StockMonth month) {
        return new Document("_id", id(month))
                .append("sku", month.sku())
                .append("monthEnd", Bsons.date(month.monthEnd()))
                .append("unitsIn", month.unitsIn())
                .append("unitsOut", month.unitsOut())
                .append("unitsOnHand", month.unitsOnHand())
                .append("unitCost", Bsons.decimalOrNull(month.unitCost()));
    }

    private static StockMonth month(Document document) {
        return new StockMonth(
                Bsons.date(document, "monthEnd"),
                document.getString("sku"),
                PostingRow.number(document, "unitsIn"),
                PostingRow.number(document, "unitsOut"),
                PostingRow.number(document, "unitsOnHand"),
                Bsons.decimalOrNull(document, "unitCost"));
    }
}
