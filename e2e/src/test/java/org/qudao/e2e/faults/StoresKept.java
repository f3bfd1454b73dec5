package org.qudao.e2e.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics.Event;
import tools.jackson.databind.JsonNode;

/**
 * What lies in the stores is what the topics told and the API shows: each published posting once in the ledger and no other, balances
 * that are the sums of the ledger's rows, orders in the state shown, and accounts that hold what open orders owe.
 */
final class StoresKept {

    private static final Map<String, String> STATES =
            Map.of("AVAILABLE", "available", "RESERVED", "reserved", "IN_TRANSIT", "inTransit");

    private final Picture picture;
    private final List<String> broken = new ArrayList<>();

    private StoresKept(Picture picture) {
        this.picture = picture;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture) {
        StoresKept check = new StoresKept(picture);
        Installation installation = picture.market().installation();
        try (MongoClient inventory = MongoClients.create(installation.storeUri("qudao_inventory"));
                MongoClient orders = MongoClients.create(installation.storeUri("qudao_order"))) {
            check.ledger(
                    inventory.getDatabase("qudao_inventory").getCollection("movements"),
                    inventory.getDatabase("qudao_inventory").getCollection("balances"));
            check.orders(orders.getDatabase("qudao_order").getCollection("orders"));
            check.accounts(orders.getDatabase("qudao_order").getCollection("credit_accounts"));
        }
        return check.broken;
    }

    private void ledger(MongoCollection<Document> rows, MongoCollection<Document> balances) {
        Set<String> published = new HashSet<>();
        for (Event event : picture.movementEvents()) {
            published.add(event.data().get("postingId").asString());
        }
        Map<String, Map<String, Long>> sums = new HashMap<>();
        for (Document row : rows.find(Filters.in("sku", picture.market().items()))) {
            if (!published.remove(row.getString("_id"))) {
                broken.add("A invented: the ledger has %s, which was not published".formatted(row));
            }
            add(sums, row, "from", "CREDIT", -row.getInteger("quantity"));
            add(sums, row, "to", "DEBIT", row.getInteger("quantity"));
        }
        published.forEach(posting -> broken.add("A lost: posting %s is not in the ledger".formatted(posting)));
        for (Document balance : balances.find(Filters.in("sku", picture.market().items()))) {
            Map<String, Long> sum = sums.getOrDefault(balance.getString("_id"), Map.of());
            STATES.forEach((state, field) -> {
                long kept = ((Number) balance.get(field)).longValue();
                if (kept != sum.getOrDefault(state, 0L)) {
                    broken.add("C not conserved: the balance %s has %d %s, its rows of the ledger make %d"
                            .formatted(balance.getString("_id"), kept, field, sum.getOrDefault(state, 0L)));
                }
            });
        }
    }

    /** @param otherSide of the movement, which a row may be about alone */
    private static void add(
            Map<String, Map<String, Long>> sums, Document row, String end, String otherSide, long quantity) {
        if (!row.getString("side").equals(otherSide)) {
            sums.computeIfAbsent(row.getString("balance"), balance -> new HashMap<>())
                    .merge(row.getString(end + "State"), quantity, Long::sum);
        }
    }

    private void orders(MongoCollection<Document> stored) {
        Set<String> shown = new HashSet<>(picture.orders().keySet());
        for (Document order : stored.find(Filters.in("nodeId", picture.market().dealers()))) {
            String id = order.getString("_id");
            if (!shown.remove(id)) {
                broken.add("A lost: order %s lies in the store and is not shown".formatted(id));
            } else if (!order.getString("status").equals(picture.status(id))) {
                broken.add("A lost: order %s is %s in the store and shown as %s"
                        .formatted(id, order.getString("status"), picture.status(id)));
            }
        }
        shown.forEach(id -> broken.add("A invented: order %s is shown and not in the store".formatted(id)));
    }

    private void accounts(MongoCollection<Document> stored) {
        for (Document account : stored.find(Filters.in("_id", picture.market().dealers()))) {
            JsonNode shown = picture.accounts().get(account.getString("_id"));
            Set<String> open = new HashSet<>();
            picture.openOrders()
                    .get(account.getString("_id"))
                    .forEach(entry -> open.add(entry.get("orderId").asString()));
            BigDecimal available = account.get("available", Decimal128.class).bigDecimalValue();
            if (!account.get("open", Document.class).keySet().equals(open)
                    || available.compareTo(shown.get("available").decimalValue()) != 0) {
                broken.add("C money: account %s lies in the store as %s and is shown as %s"
                        .formatted(account.getString("_id"), account, shown));
            }
        }
    }
}
