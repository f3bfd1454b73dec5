package org.qudao.order.mongo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.ReturnClaims;
import org.qudao.order.model.Source;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Transition;
import org.qudao.platform.mongo.Bsons;

/** Orders to documents and back. */
final class OrderDocuments {

    private static final String RETURNED = "returned";

    private OrderDocuments() {}

    static Document write(Order order) {
        Parties parties = order.parties();
        OrderDates dates = order.dates();
        CreditDecision decision = order.decision();
        Submission submission = order.submission();
        Document document = new Document("number", order.number())
                .append("nodeId", parties.nodeId())
                .append("channel", parties.channel().name())
                .append("customerId", parties.customerId())
                .append("salespersonId", parties.salespersonId())
                .append("status", order.status().name())
                .append("history", order.history())
                .append("orderedOn", Bsons.date(dates.orderedOn()))
                .append("requestedOn", Bsons.dateOrNull(dates.requestedOn()))
                .append("shippedOn", Bsons.dateOrNull(dates.shippedOn()))
                .append("deliveredOn", Bsons.dateOrNull(dates.deliveredOn()))
                .append("recognisedOn", Bsons.dateOrNull(dates.recognisedOn()))
                .append("currency", order.currency())
                .append("total", Bsons.decimal(order.total()))
                .append(
                        "lines",
                        order.lines().stream().map(OrderDocuments::write).toList())
                .append("decision", decision == null ? null : write(decision))
                .append(
                        "submission",
                        submission == null
                                ? null
                                : new Document("hash", submission.requestHash())
                                        .append("at", Bsons.instant(submission.at()))
                                        .append("by", submission.by()))
                .append("allocationVersion", order.allocationVersion())
                .append(
                        "transitions",
                        order.transitions().stream().map(OrderDocuments::write).toList());
        // Most orders never have it, and whatever was in it once stays.
        return order.returned().byReturn().isEmpty() ? document : document.append(RETURNED, write(order.returned()));
    }

    static Order read(String id, Document d) {
        Document decision = d.get("decision", Document.class);
        Document submission = d.get("submission", Document.class);
        return new Order(
                id,
                d.getString("number"),
                new Parties(
                        d.getString("nodeId"),
                        Channel.valueOf(d.getString("channel")),
                        d.getString("customerId"),
                        d.getString("salespersonId")),
                OrderStatus.valueOf(d.getString("status")),
                d.getBoolean("history", false),
                new OrderDates(
                        Bsons.date(d, "orderedOn"),
                        Bsons.dateOrNull(d, "requestedOn"),
                        Bsons.dateOrNull(d, "shippedOn"),
                        Bsons.dateOrNull(d, "deliveredOn"),
                        Bsons.dateOrNull(d, "recognisedOn")),
                d.getString("currency"),
                d.getList("lines", Document.class).stream()
                        .map(OrderDocuments::readLine)
                        .toList(),
                decision == null ? null : readDecision(decision),
                submission == null
                        ? null
                        : new Submission(
                                submission.getString("hash"),
                                Bsons.instant(submission, "at"),
                                submission.getString("by")),
                Objects.requireNonNull(d.get("allocationVersion", Number.class)).longValue(),
                d.getList("transitions", Document.class).stream()
                        .map(OrderDocuments::readTransition)
                        .toList(),
                readClaims(d.get(RETURNED, Document.class)));
    }

    private static Document write(ReturnClaims claims) {
        Document byReturn = new Document();
        claims.byReturn().forEach((returnId, pieces) -> {
            Document byLine = new Document();
            pieces.forEach((line, quantity) -> byLine.append(String.valueOf(line), quantity));
            byReturn.append(returnId, byLine);
        });
        return byReturn;
    }

    private static ReturnClaims readClaims(@Nullable Document d) {
        if (d == null) {
            return ReturnClaims.NONE;
        }
        Map<String, Map<Integer, Integer>> byReturn = new HashMap<>();
        d.forEach((returnId, pieces) -> {
            Map<Integer, Integer> byLine = new HashMap<>();
            ((Document) pieces).forEach((line, quantity) -> byLine.put(Integer.valueOf(line), (Integer) quantity));
            byReturn.put(returnId, byLine);
        });
        return new ReturnClaims(byReturn);
    }

    private static Document write(OrderLine line) {
        List<Document> sources = new ArrayList<>();
        line.sources()
                .forEach(source ->
                        sources.add(new Document("place", source.place()).append("quantity", source.quantity())));
        return new Document("line", line.line())
                .append("sku", line.sku())
                .append("productLine", line.productLine())
                .append("quantity", line.quantity())
                .append("unitPrice", Bsons.decimal(line.unitPrice()))
                .append("netAmount", Bsons.decimal(line.netAmount()))
                .append("sourced", line.sourced())
                .append("shipped", line.shipped())
                .append("shortShipped", line.shortShipped())
                .append("sources", sources);
    }

    private static OrderLine readLine(Document d) {
        return new OrderLine(
                d.getInteger("line"),
                d.getString("sku"),
                d.getString("productLine"),
                d.getInteger("quantity"),
                Bsons.decimal(d, "unitPrice"),
                Bsons.decimal(d, "netAmount"),
                d.getInteger("sourced"),
                d.getInteger("shipped"),
                d.getInteger("shortShipped"),
                d.getList("sources", Document.class).stream()
                        .map(source -> new Source(source.getString("place"), source.getInteger("quantity")))
                        .toList());
    }

    private static Document write(CreditDecision decision) {
        Receipt receipt = decision.receipt();
        return new Document("outcome", decision.outcome().name())
                .append("receipt", receipt == null ? null : write(receipt));
    }

    private static CreditDecision readDecision(Document d) {
        Document receipt = d.get("receipt", Document.class);
        return new CreditDecision(
                CreditDecision.Outcome.valueOf(d.getString("outcome")), receipt == null ? null : readReceipt(receipt));
    }

    static Document write(Receipt receipt) {
        return new Document("ruleId", receipt.ruleId())
                .append("inputs", new Document(new LinkedHashMap<String, Object>(receipt.inputs())))
                .append("remedy", receipt.remedy());
    }

    static Receipt readReceipt(Document d) {
        Map<String, String> inputs = new LinkedHashMap<>();
        Objects.requireNonNull(d.get("inputs", Document.class))
                .forEach((name, value) -> inputs.put(name, (String) value));
        return new Receipt(d.getString("ruleId"), inputs, d.getString("remedy"));
    }

    private static Document write(Transition transition) {
        OrderStatus from = transition.from();
        return new Document("at", Bsons.instant(transition.at()))
                .append("by", transition.by())
                .append("from", from == null ? null : from.name())
                .append("to", transition.to().name())
                .append("reason", transition.reason());
    }

    private static Transition readTransition(Document d) {
        return new Transition(
                Bsons.instant(d, "at"),
                d.getString("by"),
                status(d.getString("from")),
                OrderStatus.valueOf(d.getString("to")),
                d.getString("reason"));
    }

    private static @Nullable OrderStatus status(@Nullable String name) {
        return name == null ? null : OrderStatus.valueOf(name);
    }
}
