package org.qudao.order.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.qudao.order.model.Orders;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.test.Infrastructure;

/** What the check of the accounts reads of orders, which may be very many. */
class OrdersOnCreditIT {

    @Test
    void readsNothingOfAnOrderButWhoOwesWhat() {
        try (MongoClient store = MongoClients.create(Infrastructure.mongoUri("on_credit"))) {
            MongoDatabase database = store.getDatabase("on_credit");
            MongoOrders orders = new MongoOrders(new RelayByHand(database).factory(), new SimpleMeterRegistry());
            // Whoever reads more of them than who owes what fails: they have no lines.
            database.getCollection(MongoOrders.COLLECTION)
                    .insertMany(List.of(
                            order("owed", "APPROVED", false, "DISTRIBUTION"),
                            order("held", "HELD", false, "DISTRIBUTION"),
                            order("history", "APPROVED", true, "DISTRIBUTION"),
                            order("at-the-counter", "APPROVED", false, "DIRECT"),
                            order("invoiced", "INVOICED", false, "DISTRIBUTION")));

            List<Orders.OnCredit> owed = new ArrayList<>();
            orders.eachOnCredit(10, owed::add);

            assertThat(owed)
                    .containsExactlyInAnyOrder(
                            new Orders.OnCredit("owed", "D1", new BigDecimal("12.50")),
                            new Orders.OnCredit("invoiced", "D1", new BigDecimal("12.50")));
        }
    }

    private static Document order(String id, String status, boolean history, String channel) {
        return new Document("_id", id)
                .append("version", 2L)
                .append("status", status)
                .append("history", history)
                .append("channel", channel)
                .append("nodeId", "D1")
                .append("total", new Decimal128(new BigDecimal("12.50")));
    }
}
