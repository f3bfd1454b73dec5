package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;

class ReservingIT extends OneItemInAWarehouse {

    private final String order = id("O");

    @Test
    void anOrderGoesFromReservedThroughTransitToTheDealersStock() {
        stock(warehouse, sku, 10);

        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 4, 0);
        awaitReservation(order, "FULL");
        assertThat(balance(warehouse, sku).get("reserved").asInt()).isEqualTo(4);
        assertThat(reason(Tokens.hq()))
                .isEqualTo("4 from %s: same region %s, priority 1, 10 available", warehouse, REGION);

        order("OrderShipped", order, 4, DEALER, "DISTRIBUTION", sku, 4, 4);
        awaitReservation(order, "SHIPPED");
        assertThat(balance(warehouse, sku).get("reserved").asInt()).isZero();
        assertThat(balance(DEALER, sku).get("inTransit").asInt()).isEqualTo(4);

        order("OrderDelivered", order, 5, DEALER, "DISTRIBUTION", sku, 4, 4);
        awaitReservation(order, "DELIVERED");
        assertThat(available(DEALER, sku)).isEqualTo(4);
        assertThat(available(warehouse, sku)).isEqualTo(6);
        assertThat(balance(warehouse, sku).get("daysOfCover").isNull()).isFalse();
        assertTheBooksAreClean();
    }

    @Test
    void anOrderOfTheDirectChannelEndsAtTheCustomer() {
        stock(warehouse, sku, 3);

        order("OrderApproved", order, 2, SHOP, "DIRECT", sku, 2, 0);
        order("OrderShipped", order, 3, SHOP, "DIRECT", sku, 2, 2);
        order("OrderDelivered", order, 4, SHOP, "DIRECT", sku, 2, 2);

        awaitReservation(order, "DELIVERED");
        assertThat(available(SHOP, sku)).isZero();
        assertThat(available(warehouse, sku)).isEqualTo(1);
        assertTheBooksAreClean();
    }

    @Test
    void eventsToldTwiceOrLateOrBeforeTheirTimeEndTheSame() {
        stock(warehouse, sku, 10);
        String cancelledFirst = id("O");

        order("OrderCancelled", cancelledFirst, 3, DEALER, "DISTRIBUTION", sku, 5, 0);
        order("OrderApproved", cancelledFirst, 2, DEALER, "DISTRIBUTION", sku, 5, 0);
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 4, 0);
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 4, 0);
        order("OrderDelivered", order, 5, DEALER, "DISTRIBUTION", sku, 4, 3);
        order("OrderShipped", order, 4, DEALER, "DISTRIBUTION", sku, 4, 3);
        order("OrderDelivered", order, 5, DEALER, "DISTRIBUTION", sku, 4, 3);

        awaitReservation(order, "DELIVERED");
        awaitReservation(cancelledFirst, "RELEASED");
        assertThat(available(DEALER, sku)).isEqualTo(3);
        assertThat(available(warehouse, sku)).isEqualTo(7);
        assertThat(balance(warehouse, sku).get("reserved").asInt()).isZero();
        assertTheBooksAreClean();
    }

    @Test
    void historyTouchesNoStock() {
        stock(warehouse, sku, 10);
        String live = id("O");

        order("OrderRecorded", order, 1, DEALER, "DISTRIBUTION", sku, 4, 4);
        order("OrderApproved", live, 2, DEALER, "DISTRIBUTION", sku, 1, 0);

        awaitReservation(live, "FULL");
        assertThat(available(warehouse, sku)).isEqualTo(9);
        get(Tokens.hq(), "/api/v1/stock/reservations/" + order).is(404);
    }

    @Test
    void whatIsMissingWaitsAndIsServedOldestFirstWhenAReceiptArrives() {
        stock(warehouse, sku, 2);
        String second = id("O");

        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 5, 0);
        awaitReservation(order, "PARTIAL");
        assertThat(reason(Tokens.hq())).startsWith("3 of 5 wait");
        order("OrderApproved", second, 2, DEALER, "DISTRIBUTION", sku, 2, 0);
        awaitReservation(second, "WAITING");

        receive(3);
        awaitReservation(order, "FULL");
        awaitReservation(second, "WAITING");

        order("OrderCancelled", order, 3, DEALER, "DISTRIBUTION", sku, 5, 0);
        awaitReservation(order, "RELEASED");
        awaitReservation(second, "FULL");
        assertThat(available(warehouse, sku)).isEqualTo(3);
        assertTheBooksAreClean();
    }

    @Test
    void aReservationIsToldToOthersWithTheOrdersVersion() {
        stock(warehouse, sku, 1);

        order("OrderApproved", order, 7, DEALER, "DISTRIBUTION", sku, 1, 0);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Wire.read("inventory.reservation"))
                .filteredOn(message -> message.key().equals(order))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.type()).isEqualTo("ReservationChanged");
                    assertThat(message.json()).contains("\"orderVersion\":7", "\"status\":\"FULL\"");
                }));
    }

    @Test
    void aReservationIsShownWithinTheScopeOnly() {
        stock(warehouse, sku, 1);
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 1, 0);
        awaitReservation(order, "FULL");

        get(Tokens.dealer(DEALER), "/api/v1/stock/reservations/" + order).is(200);
        get(Tokens.regionalManager(REGION), "/api/v1/stock/reservations/" + order)
                .is(200);
        get(Tokens.dealer(OTHER_DEALER), "/api/v1/stock/reservations/" + order).is(404);
        get("", "/api/v1/stock/reservations/" + order).is(401);
    }

    @Test
    void whatTheWarehouseHasIsToldToHeadquartersAndServicesOnly() {
        stock(warehouse, sku, 7_933);
        order("OrderApproved", order, 2, OUTLET, "DISTRIBUTION", sku, 5, 0);
        awaitReservation(order, "FULL");

        String decision = "5 from %s: same region %s, priority 1".formatted(warehouse, REGION);
        assertThat(reason(Tokens.hq())).isEqualTo(decision + ", 7933 available");
        assertThat(reason(Tokens.service())).isEqualTo(decision + ", 7933 available");
        assertThat(reason(Tokens.regionalManager(REGION))).isEqualTo(decision);
        assertThat(reason(Tokens.dealer(DEALER))).isEqualTo(decision);
        assertThat(reason(Tokens.outlet(OUTLET))).isEqualTo(decision);
    }

    @Test
    void sixteenRacersForTheLastTenUnitsGetExactlyTen() throws Exception {
        stock(warehouse, sku, 10);
        List<String> orders = new ArrayList<>();
        List<Future<?>> sent = new ArrayList<>();

        try (ExecutorService racers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                String racer = id("RACE");
                orders.add(racer);
                sent.add(racers.submit(() -> order("OrderApproved", racer, 2, DEALER, "DISTRIBUTION", sku, 1, 0)));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(orders)
                .allSatisfy(one ->
                        get(Tokens.hq(), "/api/v1/stock/reservations/" + one).is(200)));
        List<String> statuses = orders.stream()
                .map(one -> get(Tokens.hq(), "/api/v1/stock/reservations/" + one)
                        .json()
                        .get("status")
                        .asString())
                .toList();
        assertThat(statuses).filteredOn("FULL"::equals).hasSize(10);
        assertThat(statuses).filteredOn("WAITING"::equals).hasSize(6);
        assertThat(available(warehouse, sku)).isZero();
        assertThat(balance(warehouse, sku).get("reserved").asInt()).isEqualTo(10);
        assertTheBooksAreClean();
    }

    private void receive(int quantity) {
        String receipt = id("R");
        post(
                        Tokens.hq(),
                        "/api/v1/receipts",
                        """
                        {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":%d}]}"""
                                .formatted(receipt, warehouse, sku, quantity))
                .is(201);
        post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "").is(200);
    }

    private String reason(String token) {
        return get(token, "/api/v1/stock/reservations/" + order)
                .is(200)
                .json()
                .at("/lines/0/reason")
                .asString();
    }
}
