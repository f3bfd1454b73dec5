package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class ReturningIT extends OneItemInAWarehouse {

    private final String order = id("O");
    private final String goods = id("RET");

    @BeforeEach
    void tenInTheWarehouse() {
        stock(warehouse, sku, 10);
    }

    @Test
    void goodPiecesGoOnStockAndDamagedOnesAreScrappedOnceHoweverOftenItIsTold() {
        deliver(order, 6);

        giveBack("ReturnReceived", goods, order, warehouse, 3, 1);
        giveBack("ReturnReceived", goods, order, warehouse, 3, 1);
        giveBack("ReturnCredited", goods, order, warehouse, 3, 1);
        awaitAvailable(warehouse, 7);
        awaitBehind();

        assertThat(available(DEALER, sku)).isEqualTo(2);
        assertThat(available(warehouse, sku)).isEqualTo(7);
        assertThat(movements(DEALER))
                .contains("%s>%s 3 RETURN".formatted(DEALER, warehouse), DEALER + ">SCRAPPED 1 RETURN");
        assertTheBooksAreClean();
    }

    @Test
    void aReturnThatOvertookItsDeliveryWaitsForIt() {
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 6, 0);
        awaitReservation(order, "FULL");

        giveBack("ReturnCredited", goods, order, warehouse, 2, 0);
        giveBack("ReturnReceived", goods, order, warehouse, 2, 0);
        awaitBehind();
        assertThat(available(warehouse, sku)).isEqualTo(4);

        order("OrderShipped", order, 4, DEALER, "DISTRIBUTION", sku, 6, 6);
        order("OrderDelivered", order, 5, DEALER, "DISTRIBUTION", sku, 6, 6);
        awaitAvailable(warehouse, 6);
        assertThat(available(DEALER, sku)).isEqualTo(4);
        assertThat(movements(DEALER)).noneMatch(movement -> movement.startsWith("DIFFERENCES"));
        assertTheBooksAreClean();
    }

    @Test
    void whatTheDealersBookLacksIsFoundAndNothingIsLost() {
        deliver(order, 6);
        post(
                        Tokens.dealer(DEALER),
                        "/api/v1/sell-outs",
                        """
                        {"id":"%s","nodeId":"%s","on":"2026-02-01","lines":[{"sku":"%s","quantity":5}]}"""
                                .formatted(id("SOLD"), DEALER, sku))
                .is(201);

        giveBack("ReturnReceived", goods, order, warehouse, 2, 2);
        giveBack("ReturnReceived", goods, order, warehouse, 2, 2);
        awaitAvailable(warehouse, 6);
        awaitBehind();

        assertThat(available(DEALER, sku)).isZero();
        assertThat(available(warehouse, sku)).isEqualTo(6);
        assertThat(movements(DEALER))
                .contains("DIFFERENCES>" + DEALER + " 1 RETURN", "DIFFERENCES>" + DEALER + " 2 RETURN");
        assertTheBooksAreClean();
    }

    @Test
    void goodsThatCameToNoWarehouseWaitInTheDeadLettersForOne() {
        deliver(order, 6);
        String later = id("LATER");

        giveBack("ReturnReceived", goods, order, later, 2, 0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Wire.read("order.return.dlt"))
                .anyMatch(message -> message.key().equals(goods)));

        assertThat(available(DEALER, sku)).isEqualTo(6);
        warehouse(later, REGION, 2);
        giveBack("ReturnReceived", goods, order, later, 2, 0);
        awaitAvailable(later, 2);
        assertTheBooksAreClean();
    }

    private void deliver(String id, int quantity) {
        order("OrderApproved", id, 2, DEALER, "DISTRIBUTION", sku, quantity, 0);
        awaitReservation(id, "FULL");
        order("OrderShipped", id, 4, DEALER, "DISTRIBUTION", sku, quantity, quantity);
        order("OrderDelivered", id, 5, DEALER, "DISTRIBUTION", sku, quantity, quantity);
        awaitReservation(id, "DELIVERED");
    }

    /** Another return of the same key's partition, booked behind those that were told before. */
    private void awaitBehind() {
        String marker = id("W");
        warehouse(marker, REGION, 9);
        String other = id("O");
        String item = id("MARK");
        products(List.of(item));
        stock(warehouse, item, 1);
        order("OrderApproved", other, 2, DEALER, "DISTRIBUTION", item, 1, 0);
        awaitReservation(other, "FULL");
        order("OrderShipped", other, 4, DEALER, "DISTRIBUTION", item, 1, 1);
        order("OrderDelivered", other, 5, DEALER, "DISTRIBUTION", item, 1, 1);
        awaitReservation(other, "DELIVERED");
        Wire.publish("order.return", "ReturnReceived", goods, 99, json(id("MARKER"), other, marker, item, 1, 0));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(available(marker, item)).isEqualTo(1));
    }

    private void awaitAvailable(String place, int quantity) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(available(place, sku)).isEqualTo(quantity));
    }

    private List<String> movements(String place) {
        List<String> movements = new ArrayList<>();
        for (JsonNode row : get(Tokens.hq(), "/api/v1/stock/" + place + "/" + sku + "/movements?limit=500")
                .is(200)
                .json()
                .get("items")) {
            movements.add("%s>%s %d %s"
                    .formatted(
                            row.at("/from/place").asString(),
                            row.at("/to/place").asString(),
                            row.get("quantity").asInt(),
                            row.at("/cause/kind").asString()));
        }
        return movements;
    }

    private void giveBack(String type, String id, String orderId, String where, int good, int damaged) {
        Wire.publish(
                "order.return",
                type,
                id,
                type.equals("ReturnReceived") ? 4 : 5,
                json(id, orderId, where, sku, good, damaged));
    }

    private static String json(String id, String orderId, String where, String item, int good, int damaged) {
        return """
                {"id":"%s","orderId":"%s","orderNumber":"N","nodeId":"%s","status":"RECEIVED","reason":"unsold",
                 "requestedOn":"2026-02-01","warehouse":"%s","receivedOn":"2026-02-10","creditedOn":null,"currency":"USD",
                 "amount":1,"lines":[{"line":1,"sku":"%s","productLine":"Road","quantity":9,"unitPrice":1,"good":%d,
                                      "damaged":%d,"netAmount":1}]}"""
                .formatted(id, orderId, DEALER, where, item, good, damaged);
    }
}
