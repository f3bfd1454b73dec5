package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.qudao.forecast.demand.DemandBreakdown;
import org.qudao.forecast.demand.DemandFigures;
import org.qudao.forecast.demand.DemandQuery;
import org.qudao.forecast.demand.MonthlyDemand;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.forecast.model.SeriesKey;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

/** One document per order: {@code {_id: order, version, nodeId, channel, month, counted, waiting, reserving, lines: [{sku, ordered, net, …}]}}. */
@Component
class MongoDemand implements DemandHistory, DemandFigures {
    static final String COLLECTION = "orders";
    private static final int FETCH = 2_000;

    private final MongoCollection<Document> orders;
    private final Network network;

    MongoDemand(MongoDatabase database, Network network) {
        this.orders = database.getCollection(COLLECTION);
        this.network = network;
    }

    @Override
    public void record(List<OrderDemand> batch) {
        NewestVersions.keep(
                orders,
                batch.stream()
                        .map(order -> new Versioned(order.orderId(), order.version(), document(order)))
                        .toList());
    }

    private static Document document(OrderDemand order) {
        return new Document("nodeId", order.nodeId())
                .append("channel", order.channel().name())
                .append("orderedOn", Bsons.date(order.orderedOn()))
                .append("month", YearMonth.from(order.orderedOn()).toString())
                .append("counted", order.counted())
                .append("history", order.history())
                .append("waiting", order.lines().stream().anyMatch(line -> line.backOrdered() > 0))
                .append("reserving", order.lines().stream().anyMatch(line -> line.reserved() > 0))
                .append(
                        "lines",
                        order.lines().stream()
                                .map(line -> new Document("sku", line.sku())
                                        .append("ordered", line.ordered())
                                        .append("shortShipped", line.shortShipped())
                                        .append("backOrdered", line.backOrdered())
                                        .append("reserved", line.reserved())
                                        .append("net", Bsons.decimalOrNull(line.netAmount())))
                                .toList());
    }

    @Override
    public void readAll(Reader reader) {
        orders.find(Filters.eq("counted", true))
                .projection(Projections.include("nodeId", "channel", "orderedOn", "lines"))
                .batchSize(FETCH)
                .forEach(order -> {
                    String nodeId = order.getString("nodeId");
                    Channel channel = Channel.valueOf(order.getString("channel"));
                    LocalDate on = Bsons.date(order, "orderedOn");
                    for (Document line : order.getList("lines", Document.class)) {
                        long ordered = line.get("ordered", Number.class).longValue();
                        // Orders from before prices were kept have none.
                        BigDecimal net = Bsons.decimalOrNull(line, "net");
                        long priced = net == null
                                ? 0
                                : ordered
                                        - line.get("shortShipped", Number.class).longValue();
                        reader.read(new Cell(
                                line.getString("sku"),
                                nodeId,
                                channel,
                                on,
                                ordered,
                                priced,
                                net == null ? BigDecimal.ZERO : net));
                    }
                });
    }

    @Override
    public Optional<YearMonth> lastMonthBefore(YearMonth month) {
        return month(
                Filters.and(Filters.eq("counted", true), Filters.lt("month", month.toString())),
                Sorts.descending("month"));
    }

    @Override
    public Set<YearMonth> unrecorded() {
        Optional<YearMonth> lastTold = month(Filters.eq("history", true), Sorts.descending("month"));
        Optional<YearMonth> firstLive = month(Filters.eq("history", false), Sorts.ascending("month"));
        if (lastTold.isEmpty() || firstLive.isEmpty()) {
            return Set.of();
        }
        Set<YearMonth> between = new HashSet<>();
        for (YearMonth at = lastTold.get().plusMonths(1); at.isBefore(firstLive.get()); at = at.plusMonths(1)) {
            between.add(at);
        }
        return between;
    }

    private Optional<YearMonth> month(Bson filter, Bson order) {
        return Optional.ofNullable(orders.find(filter)
                        .projection(Projections.include("month"))
                        .sort(order)
                        .first())
                .map(first -> YearMonth.parse(first.getString("month")));
    }

    @Override
    public Map<String, Map<String, Long>> ordered(Set<String> nodeIds, YearMonth from) {
        return sums(nodeIds, Filters.gte("month", from.toString()), "ordered");
    }

    @Override
    public Map<String, Map<String, Long>> reserved(Set<String> nodeIds) {
        return sums(nodeIds, Filters.eq("reserving", true), "reserved");
    }

    /** A figure of lines of orders that count, per product and node. */
    private Map<String, Map<String, Long>> sums(Set<String> nodeIds, Bson some, String figure) {
        Map<String, Map<String, Long>> sums = new HashMap<>();
        orders.find(Filters.and(Filters.in("nodeId", nodeIds), some, Filters.eq("counted", true)))
                .projection(Projections.include("nodeId", "lines.sku", "lines." + figure))
                .batchSize(FETCH)
                .forEach(order -> order.getList("lines", Document.class)
                        .forEach(line -> sums.computeIfAbsent(line.getString("sku"), sku -> new HashMap<>())
                                .merge(
                                        order.getString("nodeId"),
                                        line.get(figure, Number.class).longValue(),
                                        Long::sum)));
        return sums;
    }

    @Override
    public Map<String, Long> waiting() {
        Map<String, Long> waiting = new HashMap<>();
        orders.find(Filters.and(Filters.eq("waiting", true), Filters.eq("counted", true)))
                .forEach(order -> order.getList("lines", Document.class)
                        .forEach(line -> waiting.merge(
                                line.getString("sku"),
                                line.get("backOrdered", Number.class).longValue(),
                                Long::sum)));
        return waiting;
    }

    @Override
    public List<MonthlyDemand> monthly(DemandQuery query) {
        List<Bson> stages = new ArrayList<>();
        stages.add(Aggregates.match(filter(query)));
        stages.add(Aggregates.unwind("$lines"));
        if (query.sku() != null) {
            stages.add(Aggregates.match(Filters.eq("lines.sku", query.sku())));
        }
        Document group = new Document("month", "$month");
        switch (query.by()) {
            case NONE -> {}
            case SKU -> group.append("key", "$lines.sku");
            case NODE, REGION -> group.append("key", "$nodeId");
            case CHANNEL -> group.append("key", "$channel");
        }
        stages.add(Aggregates.group(
                group,
                Accumulators.sum("ordered", "$lines.ordered"),
                Accumulators.sum("shortShipped", "$lines.shortShipped"),
                Accumulators.sum("backOrdered", "$lines.backOrdered")));
        Map<String, String> regions = query.by() == DemandBreakdown.REGION ? network.regions() : Map.of();
        Map<String, MonthlyDemand> rows = new TreeMap<>();
        orders.aggregate(stages).forEach(sum -> {
            MonthlyDemand row = row(query.by(), sum, regions);
            rows.merge(row.month() + "/" + row.key(), row, MongoDemand::plus);
        });
        return List.copyOf(rows.values());
    }

    private static Bson filter(DemandQuery query) {
        List<Bson> all = new ArrayList<>();
        all.add(Filters.eq("counted", true));
        all.add(query.visible().filter("nodeId"));
        all.add(query.under().filter("nodeId"));
        if (query.sku() != null) {
            all.add(Filters.eq("lines.sku", query.sku()));
        }
        if (query.channel() != null) {
            all.add(Filters.eq("channel", query.channel().name()));
        }
        if (query.from() != null) {
            all.add(Filters.gte("month", query.from().toString()));
        }
        if (query.to() != null) {
            all.add(Filters.lte("month", query.to().toString()));
        }
        return Filters.and(all);
    }

    private static MonthlyDemand row(DemandBreakdown by, Document sum, Map<String, String> regions) {
        Document group = sum.get("_id", Document.class);
        String key = by == DemandBreakdown.NONE ? "all" : group.getString("key");
        return new MonthlyDemand(
                YearMonth.parse(group.getString("month")),
                by == DemandBreakdown.REGION ? regions.getOrDefault(key, SeriesKey.NO_REGION) : key,
                sum.get("ordered", Number.class).longValue(),
                sum.get("shortShipped", Number.class).longValue(),
                sum.get("backOrdered", Number.class).longValue());
    }

    private static MonthlyDemand plus(MonthlyDemand a, MonthlyDemand b) {
        return new MonthlyDemand(
                a.month(),
                a.key(),
                a.quantity() + b.quantity(),
                a.shortShipped() + b.shortShipped(),
                a.backOrdered() + b.backOrdered());
    }
}
