package org.qudao.dealer.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.sales.SaleStore;
import org.qudao.platform.mongo.Bsons;

/**
 * One document per order or report with its newest version, the month in which it counts, and every month in which it ever
 * counted; and one small counter document per month.
 */
final class MongoSaleStore implements SaleStore {
    private static final int MOST_ATTEMPTS = 20;
    private final MongoCollection<Document> facts;
    private final MongoCollection<Document> months;

    MongoSaleStore(MongoCollection<Document> facts, MongoCollection<Document> months) {
        this.facts = facts;
        this.months = months;
    }

    @Override
    public Recorded record(List<Sale> sales) {
        Map<String, Sale> newest = new LinkedHashMap<>();
        sales.forEach(sale -> newest.merge(sale.id(), sale, (a, b) -> b.version() > a.version() ? b : a));
        Set<String> touched = new TreeSet<>();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Map<String, Document> known = known(newest.keySet());
            List<Sale> current = new ArrayList<>();
            List<WriteModel<Document>> writes = new ArrayList<>();
            for (Sale sale : newest.values()) {
                Document before = known.get(sale.id());
                Set<String> everCounted = new TreeSet<>();
                if (before != null) {
                    everCounted.addAll(before.getList("months", String.class));
                }
                if (before == null || before.getLong("version") < sale.version()) {
                    Document after = document(sale, everCounted);
                    writes.add(before == null ? new InsertOneModel<>(after) : replacing(before, after));
                }
                if (before == null || before.getLong("version") <= sale.version()) {
                    current.add(sale);
                }
                touched.addAll(everCounted);
            }
            if (writtenAll(writes)) {
                boolean undisputed = attempt == 1 && current.size() == newest.size();
                return new Recorded(countUp(touched), current, undisputed);
            }
        }
        throw new IllegalStateException("others keep writing the same sales");
    }

    private Map<String, Document> known(Collection<String> ids) {
        Map<String, Document> known = new HashMap<>();
        facts.find(Filters.in("_id", ids))
                .projection(Projections.include("version", "months"))
                .forEach(document -> known.put(document.getString("_id"), document));
        return known;
    }

    private static ReplaceOneModel<Document> replacing(Document before, Document after) {
        return new ReplaceOneModel<>(
                Filters.and(
                        Filters.eq("_id", before.getString("_id")), Filters.eq("version", before.getLong("version"))),
                after);
    }

    /** False when somebody else inserted or replaced one of them in between. */
    private boolean writtenAll(List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return true;
        }
        try {
            BulkWriteResult result = facts.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            return result.getInsertedCount() + result.getMatchedCount() == writes.size();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            return false;
        }
    }

    private Map<YearMonth, Long> countUp(Set<String> touched) {
        Map<YearMonth, Long> counters = new HashMap<>();
        for (String month : touched) {
            Document counter = months.findOneAndUpdate(
                    Filters.eq("_id", month),
                    Updates.inc("changes", 1L),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            if (counter == null) {
                throw new IllegalStateException("an upsert answers the document");
            }
            counters.put(YearMonth.parse(month), counter.getLong("changes"));
        }
        return counters;
    }

    @Override
    public Map<YearMonth, Long> counters(YearMonth first, YearMonth last) {
        Map<YearMonth, Long> counters = new TreeMap<>();
        months.find(Filters.and(Filters.gte("_id", first.toString()), Filters.lte("_id", last.toString())))
                .forEach(month -> counters.put(YearMonth.parse(month.getString("_id")), month.getLong("changes")));
        return counters;
    }

    @Override
    public List<Sale> load(Collection<YearMonth> wanted) {
        Map<String, String> once = new HashMap<>();
        return facts.find(Filters.in(
                        "month", wanted.stream().map(YearMonth::toString).toList()))
                .batchSize(5_000)
                .map(document -> sale(document, once))
                .into(new ArrayList<>());
    }

    private static Document document(Sale sale, Set<String> everCounted) {
        String month =
                sale.countsOn() == null ? null : YearMonth.from(sale.countsOn()).toString();
        if (month != null) {
            everCounted.add(month);
        }
        return new Document("_id", sale.id())
                .append("version", sale.version())
                .append("nodeId", sale.nodeId())
                .append("channel", sale.channel().name())
                .append("salespersonId", sale.salespersonId())
                .append("on", Bsons.dateOrNull(sale.countsOn()))
                .append("month", month)
                .append("months", List.copyOf(everCounted))
                .append(
                        "lines",
                        sale.lines().stream()
                                .map(line -> new Document("sku", line.sku())
                                        .append("productLine", line.productLine())
                                        .append("quantity", line.quantity())
                                        .append("net", Bsons.decimal(line.netAmount())))
                                .toList());
    }

    /** @param once keeps one copy of each repeated text, which halves the memory that a month takes */
    private static Sale sale(Document document, Map<String, String> once) {
        return new Sale(
                document.getString("_id"),
                document.getLong("version"),
                single(once, document.getString("nodeId")),
                Channel.valueOf(document.getString("channel")),
                singleOrNull(once, document.getString("salespersonId")),
                Bsons.dateOrNull(document, "on"),
                document.getList("lines", Document.class).stream()
                        .map(line -> new SaleLine(
                                single(once, line.getString("sku")),
                                single(once, line.getString("productLine")),
                                line.getLong("quantity"),
                                Bsons.decimal(line, "net")))
                        .toList());
    }

    private static String single(Map<String, String> once, String text) {
        return once.computeIfAbsent(text, same -> same);
    }

    private static @Nullable String singleOrNull(Map<String, String> once, @Nullable String text) {
        return text == null ? null : single(once, text);
    }
}
