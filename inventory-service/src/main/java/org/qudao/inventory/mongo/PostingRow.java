package org.qudao.inventory.mongo;

import java.util.Date;
import org.bson.Document;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.Side;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.inventory.stock.StockState;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.PendingEvent;

/** A row of the ledger as a document. {@code version} is the balance's version after the posting: the rows' order. */
final class PostingRow {

    static final String COLLECTION = "movements";

    private PostingRow() {}

    static Document toDocument(StockPosted posted, PendingEvent event) {
        return new Document("_id", posted.postingId())
                .append("movementId", posted.movementId())
                .append("balance", event.subject())
                .append("version", event.version())
                .append("place", posted.place())
                .append("sku", posted.sku())
                .append("side", posted.side().name())
                .append("fromPlace", posted.from().place())
                .append("fromState", posted.from().state().name())
                .append("toPlace", posted.to().place())
                .append("toState", posted.to().state().name())
                .append("quantity", posted.quantity())
                .append("kind", posted.cause().kind().name())
                .append("reference", posted.cause().reference())
                .append("on", Bsons.date(posted.on()))
                .append("at", Date.from(event.time()))
                .append("after", balance(posted.balance()));
    }

    static Posting posting(Document row) {
        Movement movement = new Movement(
                row.getString("movementId"),
                row.getString("sku"),
                new Account(row.getString("fromPlace"), StockState.valueOf(row.getString("fromState"))),
                new Account(row.getString("toPlace"), StockState.valueOf(row.getString("toState"))),
                row.getInteger("quantity"),
                new Cause(Cause.Kind.valueOf(row.getString("kind")), row.getString("reference")),
                Bsons.date(row, "on"));
        return new Posting(row.getString("_id"), movement, Side.valueOf(row.getString("side")));
    }

    static Document balance(Balance balance) {
        return new Document("available", balance.available())
                .append("reserved", balance.reserved())
                .append("inTransit", balance.inTransit());
    }

    static Balance balance(Document document) {
        return new Balance(number(document, "available"), number(document, "reserved"), number(document, "inTransit"));
    }

    static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
