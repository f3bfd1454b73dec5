package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.receiving.Receipt;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.Side;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.inventory.stock.StockState;
import org.qudao.inventory.viewing.StockViews;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.Stored;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
final class MongoStockViews implements StockViews {

    /** Goods leave a place by these, whatever state they were in. */
    private static final List<String> ENDS =
            List.of(Cause.Kind.SHIPMENT.name(), Cause.Kind.SELL_OUT.name(), Cause.Kind.DELIVERY.name());

    private final MongoCollection<Document> balances;
    private final MongoCollection<Document> rows;
    private final MongoLedger ledger;
    private final MongoReceipts receipts;
    private final Places places;

    MongoStockViews(MongoDatabase database, MongoLedger ledger, MongoReceipts receipts, Places places) {
        this.balances = database.getCollection(MongoLedger.COLLECTION);
        this.rows = database.getCollection(PostingRow.COLLECTION);
        this.ledger = ledger;
        this.receipts = receipts;
        this.places = places;
    }

    @Bean
    static IndexPlan balanceIndexes() {
        return IndexPlan.on(MongoLedger.COLLECTION)
                .index("sku", "sku")
                .index("place", "place")
                .index("stock_outs", MongoLedger.STOCK_OUT, "_id");
    }

    @Bean
    static IndexPlan ledgerIndexes() {
        return IndexPlan.on(PostingRow.COLLECTION)
                .unique("balance_version", "balance", "version")
                .index("reference_time", "reference", "on", "at", "_id")
                .index("sku_time", "sku", "on", "at", "_id")
                .index("place_time", "place", "on", "at", "_id")
                .index("time", "on", "at", "_id");
    }

    @Override
    public List<Row> rows(
            @Nullable Collection<String> atPlaces,
            @Nullable String sku,
            boolean onlyStockOuts,
            @Nullable String after,
            int limit) {
        List<Bson> filters = filters(atPlaces, sku);
        if (onlyStockOuts) {
            filters.add(Filters.eq(MongoLedger.STOCK_OUT, true));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return balances.find(Filters.and(filters))
                .projection(new Document("outbox", 0))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(document -> new Row(
                        new BalanceKey(document.getString("place"), document.getString("sku")),
                        PostingRow.balance(document)))
                .into(new ArrayList<>());
    }

    @Override
    public Map<String, Balance> sumsByPlace(@Nullable Collection<String> atPlaces, @Nullable String sku) {
        Map<String, Balance> sums = new HashMap<>();
        balances.aggregate(List.of(Aggregates.match(Filters.and(filters(atPlaces, sku))), summedBy("$place")))
                .forEach(sum -> sums.put(sum.getString("_id"), PostingRow.balance(sum)));
        return sums;
    }

    @Override
    public SortedMap<String, Balance> sumsBySku(
            @Nullable Collection<String> atPlaces, @Nullable String sku, @Nullable String after, int limit) {
        List<Bson> filters = filters(atPlaces, sku);
        if (after != null) {
            filters.add(Filters.gt("sku", after));
        }
        SortedMap<String, Balance> sums = new TreeMap<>();
        balances.aggregate(List.of(
                        Aggregates.match(Filters.and(filters)),
                        summedBy("$sku"),
                        Aggregates.sort(Sorts.ascending("_id")),
                        Aggregates.limit(limit)))
                .forEach(sum -> sums.put(sum.getString("_id"), PostingRow.balance(sum)));
        return sums;
    }

    @Override
    public Map<BalanceKey, Long> outflows(Collection<String> atPlaces, Collection<String> skus, LocalDate since) {
        List<Bson> filters = filters(atPlaces, null);
        filters.add(Filters.in("sku", skus));
        Map<BalanceKey, Long> outflows = new HashMap<>();
        outflows(new Document("balance", "$balance"), filters, since)
                .forEach(flow ->
                        outflows.merge(BalanceKey.parse(flow.getString("balance")), flow.getLong("units"), Long::sum));
        return outflows;
    }

    @Override
    public List<Flow> flows(@Nullable Collection<String> atPlaces, @Nullable String sku, LocalDate since) {
        Document ways =
                new Document("place", "$place").append("from", "$fromPlace").append("to", "$toPlace");
        List<Flow> flows = new ArrayList<>();
        outflows(ways, filters(atPlaces, sku), since).forEach(flow -> {
            String place = flow.getString("place");
            String to = flow.getString("to");
            flows.add(new Flow(place, to.equals(place) ? flow.getString("from") : to, flow.getLong("units")));
        });
        return flows;
    }

    @Override
    public Map<String, Long> outflowsBySku(
            @Nullable Collection<String> atPlaces, Collection<String> skus, LocalDate since) {
        List<Bson> filters = filters(atPlaces, null);
        filters.add(Filters.in("sku", skus));
        Document ways = new Document("sku", "$sku").append("from", "$fromPlace").append("to", "$toPlace");
        Map<String, Long> outflows = new HashMap<>();
        outflows(ways, filters, since).forEach(flow -> {
            boolean within = Stream.of("from", "to")
                    .map(flow::getString)
                    .allMatch(place -> atPlaces == null ? !Account.isExternalName(place) : atPlaces.contains(place));
            if (!within) {
                outflows.merge(flow.getString("sku"), flow.getLong("units"), Long::sum);
            }
        });
        return outflows;
    }

    /** What was taken back has a credit at the place that it had left. */
    private List<Document> outflows(Document by, List<Bson> filters, LocalDate since) {
        filters.add(Filters.gte("on", Bsons.date(since)));
        filters.add(Filters.or(
                Filters.and(Filters.in("kind", ENDS), Filters.eq("side", Side.DEBIT.name())),
                Filters.and(Filters.eq("kind", Cause.Kind.SELL_OUT.name()), Filters.eq("side", Side.CREDIT.name())),
                Filters.and(
                        Filters.eq("kind", Cause.Kind.TRANSFER.name()),
                        Filters.eq("side", Side.DEBIT.name()),
                        Filters.eq("fromState", StockState.AVAILABLE.name())),
                Filters.and(
                        Filters.eq("kind", Cause.Kind.TRANSFER.name()),
                        Filters.eq("side", Side.CREDIT.name()),
                        Filters.eq("toState", StockState.AVAILABLE.name()))));
        Document group = new Document(by).append("side", "$side");
        List<Document> flows = new ArrayList<>();
        rows.aggregate(List.of(
                        Aggregates.match(Filters.and(filters)),
                        Aggregates.group(group, Accumulators.sum("units", "$quantity"))))
                .forEach(sum -> {
                    Document flow = sum.get("_id", Document.class);
                    long units = PostingRow.number(sum, "units");
                    flows.add(flow.append("units", flow.getString("side").equals(Side.DEBIT.name()) ? units : -units));
                });
        return flows;
    }

    @Override
    public Optional<Balance> balance(BalanceKey key) {
        return ledger.stored(key).map(stored -> PostingRow.balance(stored.state()));
    }

    @Override
    public Map<String, SortedMap<LocalDate, Long>> expected(Collection<String> atPlaces, Collection<String> skus) {
        Map<String, SortedMap<LocalDate, Long>> expected = new HashMap<>();
        for (Receipt receipt : receipts.planned(atPlaces, skus)) {
            LocalDate day = receipt.expectedOn();
            if (day != null) {
                receipt.lines().stream()
                        .filter(line -> skus.contains(line.sku()))
                        .forEach(line -> expected.computeIfAbsent(line.sku(), sku -> new TreeMap<>())
                                .merge(day, (long) line.quantity(), Long::sum));
            }
        }
        return expected;
    }

    @Override
    public List<Entry> entries(BalanceKey key, long afterVersion, int limit) {
        Map<Long, Entry> entries = new TreeMap<>();
        // The balance first, the ledger second: what moves from one to the other meanwhile is seen at least once.
        Optional<Stored> stored = ledger.stored(key);
        stored.ifPresent(balance -> balance.pending().stream()
                .filter(event -> event.version() > afterVersion)
                .forEach(event ->
                        entries.put(event.version(), new Entry(event.version(), event.time(), ledger.posted(event)))));
        rows.find(Filters.and(Filters.eq("balance", key.id()), Filters.gt("version", afterVersion)))
                .sort(Sorts.ascending("version"))
                .limit(limit)
                .forEach(row -> entries.put(PostingRow.number(row, "version"), entry(row)));
        return entries.values().stream().limit(limit).toList();
    }

    @Override
    public List<Entry> movements(MovementFilter filter, @Nullable Cursor after, int limit) {
        List<Bson> filters = filters(filter.places(), filter.sku());
        if (filter.reference() != null) {
            filters.add(Filters.eq("reference", filter.reference()));
        }
        LocalDate from = filter.from();
        if (after != null && (from == null || from.isBefore(after.on()))) {
            from = after.on();
        }
        if (from != null) {
            filters.add(Filters.gte("on", Bsons.date(from)));
        }
        if (filter.to() != null) {
            filters.add(Filters.lte("on", Bsons.date(filter.to())));
        }
        if (after != null) {
            Date at = Date.from(after.at());
            filters.add(Filters.or(
                    Filters.gt("on", Bsons.date(after.on())),
                    Filters.gt("at", at),
                    Filters.and(Filters.eq("at", at), Filters.gt("_id", after.postingId()))));
        }
        return rows.find(Filters.and(filters))
                .sort(Sorts.ascending("on", "at", "_id"))
                .limit(limit)
                .map(this::entry)
                .into(new ArrayList<>());
    }

    private Entry entry(Document row) {
        Posting posting = PostingRow.posting(row);
        Place place = places.known(posting.place());
        return new Entry(
                PostingRow.number(row, "version"),
                Bsons.instant(row, "at"),
                StockPosted.of(posting, PostingRow.balance(row.get("after", Document.class)), place));
    }

    private static Bson summedBy(String field) {
        return Aggregates.group(
                field,
                Accumulators.sum("available", "$available"),
                Accumulators.sum("reserved", "$reserved"),
                Accumulators.sum("inTransit", "$inTransit"));
    }

    private static List<Bson> filters(@Nullable Collection<String> atPlaces, @Nullable String sku) {
        List<Bson> filters = new ArrayList<>();
        filters.add(new Document());
        if (atPlaces != null) {
            filters.add(Filters.in("place", atPlaces));
        }
        if (sku != null) {
            filters.add(Filters.eq("sku", sku));
        }
        return filters;
    }
}
