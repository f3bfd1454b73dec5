package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.qudao.order.model.Act;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Product;
import org.qudao.order.model.Submission;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FulfilOrderIT extends RunningOrderService {

    @Autowired
    Orders orders;

    @Autowired
    CreditAccounts accounts;

    @Test
    void goesFromSubmitToPaid() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 4))
                .is(201)
                .string("id");

        post("/api/v1/orders/" + id + "/ship", HQ, "").is(409);
        reservation(id, 1, "PENDING", reserved(1, sku, 4, 0));
        reservation(id, 2, "FULL", reserved(1, sku, 4, 4));
        awaitStatus(id, "CONFIRMED");
        post("/api/v1/orders/" + id + "/deliver", HQ, "").is(409);
        post("/api/v1/orders/" + id + "/ship", HQ, "").is(200);
        post("/api/v1/orders/" + id + "/cancel", HQ, "{\"reason\":\"too late\"}")
                .is(409);
        JsonNode delivered =
                post("/api/v1/orders/" + id + "/deliver", HQ, "").is(200).json();
        assertThat(delivered.path("recognisedOn").asString())
                .isEqualTo(delivered.path("deliveredOn").asString());
        // Said twice is said once.
        assertThat(post("/api/v1/orders/" + id + "/deliver", HQ, "")
                        .is(200)
                        .json()
                        .path("version"))
                .isEqualTo(delivered.path("version"));
        post("/api/v1/orders/" + id + "/invoice", HQ, "").is(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        account(dealer).path("ageing").path("notDue").decimalValue())
                .isEqualByComparingTo("40"));
        pay(dealer, "40", id).is(201);
        awaitStatus(id, "PAID");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(openOrders(dealer)).isEmpty();
            assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("100");
            assertThat(SubmitOrderIT.eventsOf(id))
                    .containsExactly(
                            "OrderApproved",
                            "OrderSourced",
                            "OrderShipped",
                            "OrderDelivered",
                            "OrderInvoiced",
                            "OrderPaid");
        });
        JsonNode history = get("/api/v1/orders/" + id + "/history", Tokens.dealer(dealer))
                .json()
                .path("transitions");
        assertThat(history.valueStream().map(step -> step.path("to").asString()))
                .containsExactly("SUBMITTED", "APPROVED", "CONFIRMED", "SHIPPED", "DELIVERED", "INVOICED", "PAID");
        assertThat(history.get(0).path("by").asString()).isEqualTo("dealer-" + dealer);
    }

    @Test
    void anAllocationThatIsOlderOrLateOrDoubledChangesNothing() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 4))
                .is(201)
                .string("id");
        String cancelled = submit(Tokens.dealer(dealer), unique("key"), order(sku, 4))
                .is(201)
                .string("id");
        post("/api/v1/orders/" + cancelled + "/cancel", Tokens.dealer(dealer), "{\"reason\":\"changed our mind\"}")
                .is(200);

        reservation(id, 5, "PARTIAL", reserved(1, sku, 4, 3));
        awaitStatus(id, "PARTLY_SOURCED");
        long version = orderNow(id).path("version").asLong();
        reservation(id, 5, "PARTIAL", reserved(1, sku, 4, 3));
        reservation(id, 3, "FULL", reserved(1, sku, 4, 4));
        reservation(cancelled, 7, "FULL", reserved(1, sku, 4, 4));
        reservation("no-such-order", 1, "FULL", reserved(1, sku, 4, 4));
        Wire.publishRaw("inventory.reservation", id, "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // A marker behind them, order by order of the same partitions.
        String marker = submit(Tokens.dealer(dealer), unique("key"), order(sku, 1))
                .is(201)
                .string("id");
        reservation(marker, 1, "WAITING", reserved(1, sku, 1, 0));
        awaitStatus(marker, "BACK_ORDERED");

        assertThat(orderNow(id).path("version").asLong()).isEqualTo(version);
        assertThat(orderNow(id).path("status").asString()).isEqualTo("PARTLY_SOURCED");
        assertThat(orderNow(cancelled).path("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void shippingShortFreesTheCreditOfWhatIsMissing() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 4))
                .is(201)
                .string("id");
        reservation(id, 1, "PARTIAL", reserved(1, sku, 4, 3));
        awaitStatus(id, "PARTLY_SOURCED");

        Answer refused = post("/api/v1/orders/" + id + "/ship", HQ, "").is(409);
        assertThat(refused.json().path("receipt").path("inputs").path("missing").asString())
                .isEqualTo("1");
        JsonNode shipped = post("/api/v1/orders/" + id + "/ship", HQ, "{\"shortShip\":true}")
                .is(200)
                .json();

        assertThat(shipped.path("total").decimalValue()).isEqualByComparingTo("30");
        assertThat(shipped.path("lines").get(0).path("shortShipped").asInt()).isEqualTo(1);
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("30");
    }

    @Test
    void cancellingGivesTheCreditBackOnceWhateverIsRepeated() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 7))
                .is(201)
                .string("id");
        for (int i = 0; i < 3; i++) {
            post("/api/v1/orders/" + id + "/cancel", Tokens.dealer(dealer), "{\"reason\":\"wrong model\"}")
                    .is(200);
        }
        String event = "{\"id\":\"%s\",\"nodeId\":\"%s\",\"history\":false,\"total\":70}".formatted(id, dealer);
        Wire.publish("order.order", "OrderCancelled", id, 3, event);

        String again = submit(Tokens.dealer(dealer), unique("key"), order(sku, 10))
                .is(201)
                .string("status");

        assertThat(again).isEqualTo("APPROVED");
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        account(dealer).path("available").decimalValue())
                .isEqualByComparingTo("0"));
        post("/api/v1/orders/" + id + "/cancel", HQ, "{}").is(400);
        post("/api/v1/orders/" + id + "/cancel", HQ, "{\"reason\":\" \"}").is(400);
    }

    @Test
    void releasesBeyondTheLimitOnlyByExplicitOverride() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "50");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 6))
                .is(201)
                .string("id");
        String other = submit(Tokens.dealer(dealer), unique("key"), order(sku, 7))
                .is(201)
                .string("id");

        Answer refused = post("/api/v1/orders/" + id + "/release", HQ, "{\"reason\":\"good customer\"}")
                .is(422);
        assertThat(refused.json().path("receipt").path("inputs").path("missing").asString())
                .isEqualTo("10.00");
        JsonNode released = post(
                        "/api/v1/orders/" + id + "/release", HQ, "{\"reason\":\"good customer\",\"override\":true}")
                .is(200)
                .json();
        assertThat(released.path("status").asString()).isEqualTo("APPROVED");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("-10");
        JsonNode last = get("/api/v1/orders/" + id + "/history", HQ)
                .json()
                .path("transitions")
                .get(2);
        assertThat(last.path("reason").asString()).isEqualTo("OVER THE LIMIT: good customer");

        post("/api/v1/orders/" + other + "/refuse", HQ, "{\"reason\":\"too much\"}")
                .is(200);
        post("/api/v1/orders/" + other + "/release", HQ, "{\"reason\":\"x\",\"override\":true}")
                .is(409);
        credit(dealer, "100");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("40");
    }

    @Test
    void aPaymentCountsOnceAndPaysTheOldestFirst() throws Exception {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String first = submit(Tokens.dealer(dealer), "a", order(sku, 3)).is(201).string("id");
        submit(Tokens.dealer(dealer), "b", order(sku, 4)).is(201);
        String id = unique("P");
        String body =
                "{\"id\":\"%s\",\"nodeId\":\"%s\",\"amount\":90.5,\"receivedOn\":\"2026-01-01\"}".formatted(id, dealer);

        List<String> answers = SubmitOrderIT.atOnce(
                8, i -> post("/api/v1/payments", HQ, body).is(201).text());

        assertThat(answers).allSatisfy(answer -> assertThat(
                        JSON.readTree(answer).path("unallocated").decimalValue())
                .isEqualByComparingTo("20.5"));
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("120.5");
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("0");
        post("/api/v1/payments", HQ, body.replace("90.5", "91")).is(409);
        pay(dealer, "1", "no-such-order").is(422);
        pay(dealer, "0", null).is(400);
        pay(dealer, "-1", null).is(400);
        pay("no-such-node", "1", null).is(404);
        // Cancelling a paid order leaves the money as unallocated.
        post("/api/v1/orders/" + first + "/cancel", HQ, "{\"reason\":\"x\"}").is(200);
        assertThat(account(dealer).path("unallocated").decimalValue()).isEqualByComparingTo("50.5");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("150.5");
    }

    @Test
    void nothingIsPaidInTheFuture() {
        String dealer = dealer("R1");
        credit(dealer, "100");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String body = "{\"id\":\"%s\",\"nodeId\":\"%s\",\"amount\":1,\"receivedOn\":\"%s\"}";
        String id = unique("P");

        assertThat(post("/api/v1/payments", HQ, body.formatted(id, dealer, today.plusDays(2)))
                        .is(400)
                        .text())
                .contains("receivedOn", "nothing has been paid in the future");
        get("/api/v1/payments/" + id, HQ).is(404);
        post("/api/v1/payments", HQ, body.formatted(id, dealer, today)).is(201);
    }

    @Test
    void theMoneyOfACancelledOrderPaysWhatIsInvoiced() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String invoiced = submit(Tokens.dealer(dealer), unique("key"), order(sku, 3))
                .is(201)
                .string("id");
        reservation(invoiced, 1, "FULL", reserved(1, sku, 3, 3));
        awaitStatus(invoiced, "CONFIRMED");
        for (String step : List.of("ship", "deliver", "invoice")) {
            post("/api/v1/orders/" + invoiced + "/" + step, HQ, "").is(200);
        }
        String cancelled = submit(Tokens.dealer(dealer), unique("key"), order(sku, 4))
                .is(201)
                .string("id");
        pay(dealer, "40", cancelled).is(201);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        account(dealer).path("ageing").path("notDue").decimalValue())
                .isEqualByComparingTo("30"));

        post("/api/v1/orders/" + cancelled + "/cancel", HQ, "{\"reason\":\"x\"}")
                .is(200);

        awaitStatus(invoiced, "PAID");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(openOrders(dealer)).isEmpty());
        assertThat(account(dealer).path("unallocated").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void anOrderLeftUndecidedByACrashIsDecidedOnce() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        Order beforeCredit = abandoned(dealer, sku, 3);
        Order afterCredit = abandoned(dealer, sku, 4);
        orders.insert(beforeCredit);
        orders.insert(afterCredit);
        accounts.take(dealer, OpenEntry.taken(afterCredit, 1), false);

        awaitStatus(beforeCredit.id(), "APPROVED");
        awaitStatus(afterCredit.id(), "APPROVED");

        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("70");
        assertThat(openOrders(dealer)).hasSize(2);
    }

    @Test
    void theAccountCountsItsOpenOrdersAndListsThemPageByPage() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            ids.add(submit(Tokens.dealer(dealer), unique("key"), order(sku, 1))
                    .is(201)
                    .string("id"));
        }
        assertThat(account(dealer).path("openOrders").asInt()).isEqualTo(3);
        assertThat(account(dealer).has("open")).isFalse();

        String address = "/api/v1/credit-accounts/" + dealer + "/open-orders?limit=1";
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(address + after, Tokens.dealer(dealer)).is(200).json();
            assertThat(page.path("items")).hasSize(1);
            seen.add(page.at("/items/0/orderId").asString());
            assertThat(seen).doesNotHaveDuplicates();
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(seen).as("of one day by id").containsExactlyElementsOf(ids);

        get(address + "&after=x", HQ).is(400);
        get(address, Tokens.dealer(dealer("R1"))).is(404);
        get(address, Tokens.outlet(dealer)).is(403);
        get("/api/v1/credit-accounts/nobody/open-orders", HQ).is(404);
    }

    @Test
    void creditTakenForADecisionThatWasNeverSavedIsGivenBack() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        Order cancelled = abandoned(dealer, sku, 3);
        orders.insert(cancelled);
        orders.change(cancelled.id(), order -> order.cancel(new Act(java.time.Instant.now(), "test", "early")));
        Order held = abandoned(dealer, sku, 20);
        orders.insert(held);
        awaitStatus(held.id(), "HELD");
        // As if the process had died behind its take, after the events had been consumed.
        accounts.take(dealer, OpenEntry.taken(cancelled, 1), false);
        accounts.take(dealer, OpenEntry.taken(held, 2), true);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        account(dealer).path("available").decimalValue())
                .isEqualByComparingTo("100"));
    }

    @Test
    void verifyNamesWhatDoesNotAgree() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        submit(Tokens.dealer(dealer), unique("key"), order(sku, 3)).is(201);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        get("/api/v1/credit-accounts/verify", HQ).is(200).text())
                .contains("\"consistent\":true"));

        accounts.take(
                dealer,
                new OpenEntry(
                        "0b6f0a52-0000-5f6e-8a53-7d9b2f1f6c10",
                        java.math.BigDecimal.TEN,
                        java.math.BigDecimal.ZERO,
                        java.math.BigDecimal.ZERO,
                        java.time.LocalDate.parse("2026-01-01"),
                        1,
                        null),
                false);
        JsonNode report = get("/api/v1/credit-accounts/verify", HQ).is(200).json();
        assertThat(report.path("consistent").asBoolean()).isFalse();
        assertThat(report.path("differences").get(0).path("nodeId").asString()).isEqualTo(dealer);
        accounts.giveBack(dealer, "0b6f0a52-0000-5f6e-8a53-7d9b2f1f6c10", 2);
        assertThat(get("/api/v1/credit-accounts/verify", HQ).text()).contains("\"consistent\":true");
    }

    @Test
    void aDirectOrderIsPaidWhenInvoiced() {
        String shop = unique("SHOP");
        node(shop, "DEALER", "DIRECT", "ACTIVE", 1, "R1");
        awaitNode(shop);
        String sku = product("10", null);
        String id = submit(Tokens.dealer(shop), unique("key"), order(sku, 1))
                .is(201)
                .string("id");
        reservation(id, 1, "FULL", reserved(1, sku, 1, 1));
        awaitStatus(id, "CONFIRMED");
        for (String step : List.of("ship", "deliver", "invoice")) {
            post("/api/v1/orders/" + id + "/" + step, HQ, "").is(200);
        }
        awaitStatus(id, "PAID");
        assertThat(pay(shop, "1", null).is(422).string("type")).endsWith("paid-at-the-counter");
    }

    @Test
    void whoCanOweNothingGetsNeitherCreditNorPayments() {
        String dealer = dealer("R1");
        String region = unique("R");
        String outlet = unique("OUTLET");
        node(region, "REGION", null, "ACTIVE", 1, "R1");
        node(outlet, "OUTLET", "DISTRIBUTION", "ACTIVE", 1, dealer);
        awaitNode(region);
        awaitNode(outlet);

        for (String node : List.of(region, outlet)) {
            assertThat(pay(node, "1", null).is(422).string("type")).endsWith("no-credit-account");
            Answer refused = send("PUT", "/api/v1/credit-accounts/" + node, HQ, "{\"limit\":100,\"terms\":30}")
                    .is(422);
            assertThat(refused.string("type")).endsWith("no-credit-account");
            assertThat(refused.json().path("receipt").path("remedy").asString()).contains("dealer");
            get("/api/v1/credit-accounts/" + node, HQ).is(404);
            JsonNode imported = importCsv("credit-accounts", "node_id,credit_limit\n" + node + ",100\n")
                    .is(200)
                    .json();
            assertThat(imported.path("rejected").asInt()).isEqualTo(1);
            assertThat(get(imported.path("rejectFile").asString(), HQ).text())
                    .contains("2,node_id,no-credit-account," + node);
        }
    }

    @Test
    void aDealerThatTurnsDirectStillPaysWhatItOwes() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        submit(Tokens.dealer(dealer), unique("key"), order(sku, 4)).is(201);
        node(dealer, "DEALER", "DIRECT", "ACTIVE", 2, "R1");
        await().atMost(Duration.ofSeconds(20)).until(() -> post(
                        "/api/v1/order-previews",
                        HQ,
                        "{\"nodeId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(dealer, sku))
                .text()
                .contains("NOT_NEEDED"));

        pay(dealer, "40", null).is(201);

        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("0");
    }

    private Order abandoned(String dealer, String sku, int quantity) {
        Product product = new Product(
                sku, "x", "Road", "Bikes", java.math.BigDecimal.TEN, null, null, "USD", Product.Status.ACTIVE);
        String id = OrderIds.submitted(dealer, unique("lost"));
        java.time.LocalDate day = java.time.LocalDate.parse("2026-01-01");
        return Order.submitted(
                id,
                OrderIds.number(id, day, false),
                new Parties(dealer, Channel.DISTRIBUTION, null, null),
                OrderDates.ordered(day, null),
                "USD",
                List.of(OrderLine.ordered(1, product, quantity, java.math.BigDecimal.TEN)),
                new Submission("hash", java.time.Instant.parse("2026-01-01T00:00:00Z"), "test"));
    }

    private Answer pay(String node, String amount, String orderId) {
        return post(
                "/api/v1/payments",
                HQ,
                "{\"id\":\"%s\",\"nodeId\":\"%s\",\"amount\":%s,\"orderId\":%s,\"receivedOn\":\"2026-01-01\"}"
                        .formatted(unique("P"), node, amount, orderId == null ? null : '"' + orderId + '"'));
    }
}
