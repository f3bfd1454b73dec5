package org.qudao.order.mongo;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnLine;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.ReturnTransition;
import org.qudao.order.model.Submission;
import org.qudao.platform.mongo.Bsons;

/** Returns to documents and back. */
final class ReturnDocuments {

    private ReturnDocuments() {}

    static Document write(Return goods) {
        Receipt refusal = goods.refusal();
        return new Document("orderId", goods.orderId())
                .append("orderNumber", goods.orderNumber())
                .append("nodeId", goods.nodeId())
                .append("status", goods.status().name())
                .append("currency", goods.currency())
                .append("amount", Bsons.decimal(goods.amount()))
                .append(
                        "lines",
                        goods.lines().stream().map(ReturnDocuments::write).toList())
                .append("reason", goods.reason())
                .append("requestedOn", Bsons.date(goods.requestedOn()))
                .append("refusal", refusal == null ? null : OrderDocuments.write(refusal))
                .append("warehouse", goods.warehouse())
                .append("receivedOn", Bsons.dateOrNull(goods.receivedOn()))
                .append("creditedOn", Bsons.dateOrNull(goods.creditedOn()))
                .append(
                        "submission",
                        new Document("hash", goods.submission().requestHash())
                                .append("at", Bsons.instant(goods.submission().at()))
                                .append("by", goods.submission().by()))
                .append(
                        "transitions",
                        goods.transitions().stream().map(ReturnDocuments::write).toList());
    }

    static Return read(String id, Document d) {
        Document refusal = d.get("refusal", Document.class);
        Document submission = d.get("submission", Document.class);
        return new Return(
                id,
                d.getString("orderId"),
                d.getString("orderNumber"),
                d.getString("nodeId"),
                ReturnStatus.valueOf(d.getString("status")),
                d.getString("currency"),
                d.getList("lines", Document.class).stream()
                        .map(ReturnDocuments::readLine)
                        .toList(),
                d.getString("reason"),
                Bsons.date(d, "requestedOn"),
                refusal == null ? null : OrderDocuments.readReceipt(refusal),
                d.getString("warehouse"),
                Bsons.dateOrNull(d, "receivedOn"),
                Bsons.dateOrNull(d, "creditedOn"),
                new Submission(
                        submission.getString("hash"), Bsons.instant(submission, "at"), submission.getString("by")),
                d.getList("transitions", Document.class).stream()
                        .map(ReturnDocuments::readTransition)
                        .toList());
    }

    private static Document write(ReturnLine line) {
        return new Document("line", line.line())
                .append("sku", line.sku())
                .append("productLine", line.productLine())
                .append("quantity", line.quantity())
                .append("unitPrice", Bsons.decimal(line.unitPrice()))
                .append("good", line.good())
                .append("damaged", line.damaged());
    }

    private static ReturnLine readLine(Document d) {
        return new ReturnLine(
                d.getInteger("line"),
                d.getString("sku"),
                d.getString("productLine"),
                d.getInteger("quantity"),
                Bsons.decimal(d, "unitPrice"),
                d.getInteger("good"),
                d.getInteger("damaged"));
    }

    private static Document write(ReturnTransition transition) {
        ReturnStatus from = transition.from();
        return new Document("at", Bsons.instant(transition.at()))
                .append("by", transition.by())
                .append("from", from == null ? null : from.name())
                .append("to", transition.to().name())
                .append("reason", transition.reason());
    }

    private static ReturnTransition readTransition(Document d) {
        return new ReturnTransition(
                Bsons.instant(d, "at"),
                d.getString("by"),
                status(d.getString("from")),
                ReturnStatus.valueOf(d.getString("to")),
                d.getString("reason"));
    }

    private static @Nullable ReturnStatus status(@Nullable String name) {
        return name == null ? null : ReturnStatus.valueOf(name);
    }
}
