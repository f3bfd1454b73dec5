package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import tools.jackson.databind.JsonNode;

class FaultsIT {

    private static final int MUCH_CREDIT = 1_000_000;

    private final Installation installation = Installation.shared();
    private final Consistency consistency = new Consistency(installation);

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"ORDER", "INVENTORY", "BROKER", "STORE"})
    void killingAPartMidLoadLosesAndDoublesNothing(Part victim) throws Exception {
        Trade trade = Trade.open(installation, 8, 10_000, MUCH_CREDIT);
        Map<String, String> orders;
        try (OrderLoad load = new OrderLoad(trade).start(40)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> load.accepted() > 60);
            installation.kill(victim);
            installation.restart(victim);
            orders = load.join();
            assertThat(load.unexpectedAnswers()).isZero();
        }
        assertThat(orders).hasSize(8 * 40);
        consistency.check(trade, orders);
        assertThat(orders.values())
                .allSatisfy(id -> assertThat(consistency.order(id).get("status").asString())
                        .isEqualTo("CONFIRMED"));
        assertThat(consistency.reserved(trade)).isEqualTo(8 * 40);
        assertThat(consistency.available(trade)).isEqualTo(10_000 - 8 * 40);
    }

    @Test
    void sixteenClientsRacingForTheLastTenUnitsSellExactlyTen() throws Exception {
        Trade trade = Trade.open(installation, 16, 10, MUCH_CREDIT);
        Map<String, String> orders = new HashMap<>();
        List<Callable<Api.Answer>> race = new ArrayList<>();
        for (String dealer : trade.dealers()) {
            race.add(() -> installation.dealer(dealer).post("/api/v1/orders", trade.orderFor(1), "race-" + dealer));
        }
        for (Api.Answer answer : atOnce(race)) {
            String id = answer.ok().get("id").asString();
            orders.put(id, id);
        }
        consistency.check(trade, orders);
        assertThat(statuses(orders)).containsOnly(Map.entry("CONFIRMED", 10), Map.entry("BACK_ORDERED", 6));
        assertThat(consistency.reserved(trade)).isEqualTo(10);
        assertThat(consistency.available(trade)).isZero();

        trade.receive(4);
        await("the oldest back-orders are filled")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(statuses(orders))
                        .containsOnly(Map.entry("CONFIRMED", 14), Map.entry("BACK_ORDERED", 2)));
        consistency.check(trade, orders);
    }

    @Test
    void sixteenOrdersRacingForTheLastCreditNeverExceedIt() throws Exception {
        Trade trade = Trade.open(installation, 1, 1_000, 5 * Trade.PRICE);
        String dealer = trade.dealers().getFirst();
        List<Callable<Api.Answer>> race = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String key = "credit-" + i;
            race.add(() -> installation.dealer(dealer).post("/api/v1/orders", trade.orderFor(1), key));
        }
        Map<String, String> orders = new HashMap<>();
        for (Api.Answer answer : atOnce(race)) {
            String id = answer.ok().get("id").asString();
            orders.put(id, id);
        }
        consistency.check(trade, orders);
        assertThat(statuses(orders)).containsOnly(Map.entry("CONFIRMED", 5), Map.entry("HELD", 11));
        JsonNode account =
                installation.hq().get("/api/v1/credit-accounts/" + dealer).ok();
        assertThat(account.get("exposure").decimalValue()).isEqualByComparingTo("" + 5 * Trade.PRICE);
        assertThat(account.get("available").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void theSameKeyFiftyTimesAtOnceIsOneOrder() throws Exception {
        Trade trade = Trade.open(installation, 1, 100, MUCH_CREDIT);
        String dealer = trade.dealers().getFirst();
        List<Callable<Api.Answer>> race = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            race.add(() -> installation.dealer(dealer).post("/api/v1/orders", trade.orderFor(1), "one-key"));
        }
        List<String> bodies = atOnce(race).stream()
                .peek(Api.Answer::ok)
                .map(Api.Answer::body)
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1);
        String id = installation
                .dealer(dealer)
                .post("/api/v1/orders", trade.orderFor(1), "one-key")
                .ok()
                .get("id")
                .asString();
        consistency.check(trade, Map.of("one-key", id));
        assertThat(installation
                        .dealer(dealer)
                        .post("/api/v1/orders", trade.orderFor(2), "one-key")
                        .status())
                .isEqualTo(409);
        assertThat(consistency.reserved(trade)).isEqualTo(1);
    }

    @Test
    void everyEventTwiceAndBackwardsChangesNothing() throws Exception {
        Trade trade = Trade.open(installation, 4, 1_000, MUCH_CREDIT);
        Map<String, String> orders;
        try (OrderLoad load = new OrderLoad(trade).start(5)) {
            orders = load.join();
        }
        consistency.check(trade, orders);
        String delivered = orders.values().iterator().next();
        Api hq = installation.hq();
        hq.post("/api/v1/orders/" + delivered + "/ship", "{}").ok();
        hq.post("/api/v1/orders/" + delivered + "/deliver", "{}").ok();
        await().untilAsserted(() -> assertThat(stock(delivered)).contains("\"available\":1"));
        Map<String, Integer> before = statuses(orders);
        int reservedBefore = consistency.reserved(trade);

        try (Messages messages = new Messages(installation.kafkaBootstrap())) {
            for (String topic : List.of("order.order", "inventory.reservation", "inventory.movement", "dealer.node")) {
                List<ConsumerRecord<String, byte[]>> all = messages.read(topic);
                for (ConsumerRecord<String, byte[]> message : all.reversed()) {
                    messages.send(new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers()));
                }
            }
            messages.awaitConsumed();
        }
        consistency.check(trade, orders);
        assertThat(statuses(orders)).isEqualTo(before);
        assertThat(consistency.reserved(trade)).isEqualTo(reservedBefore);
        assertThat(stock(delivered)).contains("\"available\":1");
    }

    @Test
    void aPoisonMessageLandsInTheDeadLettersAndTheRestGoesOn() throws Exception {
        Trade trade = Trade.open(installation, 2, 100, MUCH_CREDIT);
        String poison = "poison-" + UUID.randomUUID();
        try (Messages messages = new Messages(installation.kafkaBootstrap())) {
            for (int partition = 0; partition < 6; partition++) {
                messages.send(new ProducerRecord<>("order.order", partition, poison, new byte[] {0, 1, 2}));
                messages.send(new ProducerRecord<>("inventory.reservation", partition, poison, "{".getBytes()));
            }
        }
        Map<String, String> orders;
        try (OrderLoad load = new OrderLoad(trade).start(10)) {
            orders = load.join();
        }
        consistency.check(trade, orders);
        try (Messages messages = new Messages(installation.kafkaBootstrap())) {
            assertThat(messages.read("order.order.dlt"))
                    .filteredOn(message -> poison.equals(message.key()))
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allSatisfy(message -> assertThat(message.headers().lastHeader("qudao_dlt_reason"))
                            .isNotNull());
            assertThat(messages.read("inventory.reservation.dlt"))
                    .filteredOn(message -> poison.equals(message.key()))
                    .hasSize(6);
        }
    }

    private Map<String, Integer> statuses(Map<String, String> orders) {
        Map<String, Integer> statuses = new HashMap<>();
        orders.values()
                .forEach(
                        id -> statuses.merge(consistency.order(id).get("status").asString(), 1, Integer::sum));
        return statuses;
    }

    /** The stock at the dealer of an order, as JSON. */
    private String stock(String orderId) {
        JsonNode order = consistency.order(orderId);
        return installation
                .hq()
                .get("/api/v1/stock/" + order.get("nodeId").asString() + "/"
                        + order.get("lines").get(0).get("sku").asString())
                .body();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> one : clients.invokeAll(calls)) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
