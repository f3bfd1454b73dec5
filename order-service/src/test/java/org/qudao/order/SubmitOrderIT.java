package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class SubmitOrderIT extends RunningOrderService {

    @Test
    void approvesWhatTheCreditCoversAndPublishesIt() {
        String dealer = dealer("R1");
        String sku = product("100", "60.25");
        credit(dealer, "1000");

        Answer answer =
                submit(Tokens.dealer(dealer), unique("key"), order(sku, 4)).is(201);

        assertThat(answer.string("status")).isEqualTo("APPROVED");
        assertThat(answer.json().path("total").decimalValue()).isEqualByComparingTo("241.00");
        assertThat(answer.string("number")).matches("Q-\\d{8}-[0-9A-Z]{6}");
        assertThat(answer.response().headers().firstValue("Location").orElseThrow())
                .isEqualTo("/api/v1/orders/" + answer.string("id"));
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("759");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(eventsOf(answer.string("id"))).containsExactly("OrderApproved"));
    }

    @Test
    void amountsInRialFit() {
        String dealer = dealer("R1");
        String sku = product("410000000000", null);
        credit(dealer, "1000000000000000");

        Answer answer =
                submit(Tokens.dealer(dealer), unique("key"), order(sku, 2_000)).is(201);

        assertThat(answer.string("status")).isEqualTo("APPROVED");
        assertThat(answer.json().path("total").decimalValue()).isEqualByComparingTo("820000000000000");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("180000000000000");
        submit(Tokens.dealer(dealer), unique("key"), order(sku, 3_000)).is(400);
        send(
                        "PUT",
                        "/api/v1/products/" + sku,
                        HQ,
                        "{\"name\":\"x\",\"listPrice\":1000000000000000.01,\"status\":\"ACTIVE\"}")
                .is(400);
    }

    @Test
    void holdsWhatTheCreditDoesNotCoverWithReceiptAndTakesNothing() {
        String dealer = dealer("R1");
        String sku = product("100", null);
        credit(dealer, "150");

        Answer answer =
                submit(Tokens.dealer(dealer), unique("key"), order(sku, 2)).is(201);

        assertThat(answer.string("status")).isEqualTo("HELD");
        JsonNode receipt = answer.json().path("receipt");
        assertThat(receipt.path("ruleId").asString()).isEqualTo("CREDIT.LIMIT");
        assertThat(receipt.path("inputs").path("missing").asString()).isEqualTo("50.00");
        assertThat(receipt.path("remedy").asString()).startsWith("Pay 50.00");
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void holdsTheOrderOfANodeWithoutAccountUntilItPays() {
        String dealer = dealer("R1");
        String sku = product("100", null);

        Answer answer =
                submit(Tokens.dealer(dealer), unique("key"), order(sku, 1)).is(201);

        assertThat(answer.json().path("receipt").path("ruleId").asString()).isEqualTo("CREDIT.PREPAY");
        post(
                        "/api/v1/payments",
                        HQ,
                        "{\"id\":\"%s\",\"nodeId\":\"%s\",\"amount\":100,\"receivedOn\":\"2026-01-01\"}"
                                .formatted(unique("P"), dealer))
                .is(201);
        post("/api/v1/orders/" + answer.string("id") + "/release", HQ, "{\"reason\":\"prepaid\"}")
                .is(200);
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void takesNoCreditInTheDirectChannelAndChargesTheListPrice() {
        String shop = unique("SHOP");
        node(shop, "OUTLET", "DIRECT", "ACTIVE", 1, "R1");
        awaitNode(shop);
        String sku = product("100", "60");

        Answer answer = submit(
                        HQ,
                        unique("key"),
                        "{\"nodeId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(shop, sku))
                .is(201);

        assertThat(answer.string("status")).isEqualTo("APPROVED");
        assertThat(answer.json().path("total").decimalValue()).isEqualByComparingTo("100");
    }

    @Test
    void theSameKeyGivesTheSameAnswerWhateverHappenedSince() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "1000");
        String token = Tokens.dealer(dealer);
        Answer first = submit(token, "order-1", order(sku, 3)).is(201);

        reservation(first.string("id"), 1, "PARTIAL", reserved(1, sku, 3, 2));
        awaitStatus(first.string("id"), "PARTLY_SOURCED");
        post("/api/v1/orders/" + first.string("id") + "/ship", HQ, "{\"shortShip\":true}")
                .is(200);
        send(
                        "PUT",
                        "/api/v1/products/" + sku,
                        HQ,
                        "{\"name\":\"now dearer\",\"listPrice\":99,\"status\":\"DISCONTINUED\"}")
                .is(200);

        assertThat(submit(token, "order-1", order(sku, 3)).is(201).text()).isEqualTo(first.text());
        assertThat(submit(token, "order-1", "{ \"lines\" : [ {\"quantity\":3, \"sku\":\"%s\"} ] }".formatted(sku))
                        .is(201)
                        .text())
                .isEqualTo(first.text());
        Answer other = submit(token, "order-1", order(sku, 4)).is(409);
        assertThat(other.string("type")).endsWith("idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToWhoSendsItAndToOneNode() {
        String dealer = dealer("R1");
        String other = dealer("R1");
        String sku = product("10", null);
        String key = unique("key");
        String body = "{\"nodeId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}";
        Answer first = submit(HQ, key, body.formatted(dealer, sku)).is(201);

        Answer refused = submit(HQ, key, body.formatted(other, sku)).is(409);
        assertThat(refused.string("type")).endsWith("idempotency-key-reused");
        assertThat(get("/api/v1/orders?nodeId=" + other, HQ).json().path("items"))
                .isEmpty();
        Answer own = submit(Tokens.dealer(dealer), key, order(sku, 1)).is(201);
        assertThat(own.string("id")).isNotEqualTo(first.string("id"));
        assertThat(submit(Tokens.dealer(dealer), key, body.formatted(dealer, sku))
                        .is(201)
                        .text())
                .isEqualTo(own.text());
    }

    @Test
    void fiftyTimesTheSameKeyAtOnceIsOneOrder() throws Exception {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "1000");
        String token = Tokens.dealer(dealer);

        Set<String> answers = ConcurrentHashMap.newKeySet();
        atOnce(50, i -> answers.add(submit(token, "same", order(sku, 5)).is(201).text()));

        assertThat(answers).hasSize(1);
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("50");
        assertThat(get("/api/v1/orders?nodeId=" + dealer, HQ).json().path("items"))
                .hasSize(1);
    }

    @Test
    void sixteenOrdersAtOnceNeverTakeMoreThanTheLimit() throws Exception {
        String dealer = dealer("R1");
        String sku = product("30", null);
        credit(dealer, "100");
        String token = Tokens.dealer(dealer);

        List<String> statuses = atOnce(
                16, i -> submit(token, "race-" + i, order(sku, 1)).is(201).string("status"));

        assertThat(statuses).filteredOn("APPROVED"::equals).hasSize(3);
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("90");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void aNodeThatIsNotActiveCannotOrderWithinASecondOfTheEvent() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "100");
        String token = Tokens.dealer(dealer);
        submit(token, unique("key"), order(sku, 1)).is(201);

        node(dealer, "DEALER", "DISTRIBUTION", "SUSPENDED", 2, "R1");

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Answer answer = submit(token, unique("key"), order(sku, 1)).is(422);
            assertThat(answer.json().path("receipt").path("ruleId").asString()).isEqualTo("NODE.NOT_ACTIVE");
        });
        // A late, older event does not bring it back.
        node(dealer, "DEALER", "DISTRIBUTION", "ACTIVE", 1, "R1");
        String marker = dealer("R1");
        assertThat(marker).isNotEmpty();
        submit(token, unique("key"), order(sku, 1)).is(422);
    }

    @Test
    void anOutletOrdersThroughItsDealer() {
        String dealer = dealer("R1");
        String outlet = unique("O");
        node(outlet, "OUTLET", "DISTRIBUTION", "ACTIVE", 1, dealer);
        awaitNode(outlet);

        Answer answer = submit(Tokens.outlet(outlet), unique("key"), order(product("10", null), 1))
                .is(422);

        assertThat(answer.json().path("receipt").path("remedy").asString()).contains(dealer);
    }

    @Test
    void refusesMalformedOrdersAndNamesEveryField() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        String token = Tokens.dealer(dealer);
        List<String> bodies = List.of(
                "{",
                "{}",
                "{\"lines\":[]}",
                "{\"lines\":[null]}",
                order(sku, 0),
                order(sku, -1),
                order(sku, 2_000_000_000),
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1.5}]}".formatted(sku),
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":99999999999}]}".formatted(sku),
                "{\"lines\":[{\"sku\":\"%s\"}]}".formatted(sku),
                "{\"lines\":[{\"quantity\":1}]}",
                "{\"lines\":[{\"sku\":\"a b\",\"quantity\":1}]}",
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1,\"unitPrice\":1}]}".formatted(sku),
                "{\"status\":\"APPROVED\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku),
                "{\"requestedOn\":\"2001-01-01\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku),
                "{\"lines\":[{\"sku\":\"%1$s\",\"quantity\":1},{\"sku\":\"%1$s\",\"quantity\":1}]}".formatted(sku),
                "{\"lines\":[" + "{\"sku\":\"x\",\"quantity\":1},".repeat(200) + "{\"sku\":\"x\",\"quantity\":1}]}");
        for (String body : bodies) {
            Answer answer = submit(token, unique("key"), body);
            assertThat(answer.status()).as(body + " → " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("errors").size()).as(body).isPositive();
        }
        submit(token, "", order(sku, 1)).is(400);
        submit(token, "k".repeat(129), order(sku, 1)).is(400);
        send("POST", "/api/v1/orders", token, order(sku, 1)).is(400);
        submit(HQ, unique("key"), order(sku, 1)).is(400);
    }

    @Test
    void refusesLinesThatCannotBePricedAndListsAllOfThem() {
        String dealer = dealer("R1");
        String priced = product("10", null);
        String unpriced = product("null", null);
        String gone = product("10", null);
        send("PUT", "/api/v1/products/" + gone, HQ, "{\"name\":\"x\",\"listPrice\":1,\"status\":\"DISCONTINUED\"}")
                .is(200);

        Answer answer = submit(
                        Tokens.dealer(dealer),
                        unique("key"),
                        """
                        {"lines":[{"sku":"%s","quantity":1},{"sku":"%s","quantity":1},{"sku":"%s","quantity":1},{"sku":"nix","quantity":1}]}"""
                                .formatted(priced, unpriced, gone))
                .is(422);

        assertThat(answer.json().path("lines").valueStream().map(line -> line.path("rule")
                        .asString()))
                .containsExactly("NO_PRICE", "DISCONTINUED", "UNKNOWN_PRODUCT");
    }

    @Test
    void seesOnlyItsOwnPartOfTheTree() {
        String region = unique("R");
        String dealer = dealer(region);
        String stranger = dealer(unique("R"));
        String sku = product("10", null);
        credit(dealer, "100");
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, 1))
                .is(201)
                .string("id");

        for (String path : List.of(
                "/api/v1/orders/" + id, "/api/v1/orders/" + id + "/history", "/api/v1/credit-accounts/" + dealer)) {
            get(path, Tokens.dealer(dealer)).is(200);
            get(path, Tokens.regionalManager(region)).is(200);
            get(path, Tokens.dealer(stranger)).is(404);
            get(path, Tokens.regionalManager("elsewhere")).is(404);
            get(path, "").is(401);
        }
        assertThat(get("/api/v1/orders/" + id, Tokens.dealer(stranger)).text().replace(id, "?"))
                .isEqualTo(get("/api/v1/orders/nix", Tokens.dealer(stranger))
                        .text()
                        .replace("nix", "?"));
        post("/api/v1/orders/" + id + "/cancel", Tokens.dealer(stranger), "{\"reason\":\"x\"}")
                .is(404);
        submit(
                        Tokens.dealer(stranger),
                        unique("key"),
                        "{\"nodeId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(dealer, sku))
                .is(404);
        assertThat(get("/api/v1/orders", Tokens.dealer(stranger)).json().path("items"))
                .isEmpty();
        assertThat(get("/api/v1/orders?nodeId=" + dealer, Tokens.dealer(stranger))
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(get("/api/v1/orders", Tokens.regionalManager(region)).json().path("items"))
                .hasSize(1);
    }

    @Test
    void everyStepNeedsItsRole() {
        String dealer = dealer("R1");
        String token = Tokens.dealer(dealer);
        String manager = Tokens.regionalManager("R1");
        for (String step : List.of("release", "refuse")) {
            post("/api/v1/orders/any/" + step, token, "{\"reason\":\"x\"}").is(403);
        }
        for (String step : List.of("ship", "deliver", "invoice")) {
            post("/api/v1/orders/any/" + step, token, "").is(403);
        }
        submit(manager, unique("key"), order("x", 1)).is(403);
        send("PUT", "/api/v1/products/x", token, "{\"name\":\"x\"}").is(403);
        send("PUT", "/api/v1/credit-accounts/" + dealer, token, "{\"limit\":1,\"terms\":1}")
                .is(403);
        get("/api/v1/credit-accounts/verify", token).is(403);
        post(
                        "/api/v1/payments",
                        token,
                        "{\"id\":\"p\",\"nodeId\":\"%s\",\"amount\":1,\"receivedOn\":\"2026-01-01\"}".formatted(dealer))
                .is(403);
        post("/api/v1/orders/nix/release", HQ, "{\"reason\":\"x\"}").is(404);
        post("/api/v1/orders/nix/ship", HQ, "").is(404);
    }

    @Test
    void listsPageByPageNewestFirst() {
        String dealer = dealer("R1");
        String sku = product("1", null);
        credit(dealer, "100");
        String token = Tokens.dealer(dealer);
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> submit(token, "o" + i, order(sku, 1)).is(201).string("id"))
                .toList();

        JsonNode first = get("/api/v1/orders?limit=3", token).is(200).json();
        JsonNode second = get(
                        "/api/v1/orders?limit=3&after=" + first.path("next").asString(), token)
                .is(200)
                .json();

        assertThat(Stream.concat(
                                first.path("items").valueStream(),
                                second.path("items").valueStream())
                        .map(item -> item.path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(second.path("next").isNull()).isTrue();
        get("/api/v1/orders?after=nonsense", token).is(400);
        get("/api/v1/orders?limit=0", token).is(400);
        get("/api/v1/orders?status=NIX", token).is(400);
        get("/api/v1/orders?from=yesterday", token).is(400);
        assertThat(get("/api/v1/orders?status=HELD", token).json().path("items"))
                .isEmpty();
        assertThat(get("/api/v1/orders?from=2999-01-01", token).json().path("items"))
                .isEmpty();
    }

    static List<String> eventsOf(String orderId) {
        return Wire.read("order.order").stream()
                .filter(message -> message.key().equals(orderId))
                .map(Wire.Message::type)
                .distinct()
                .toList();
    }

    interface Numbered<T> {
        T run(int i) throws Exception;
    }

    static <T> List<T> atOnce(int count, Numbered<T> task) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, count)
                    .<Callable<T>>mapToObj(i -> () -> task.run(i))
                    .toList();
            return executor.invokeAll(calls).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    static BigDecimal decimal(JsonNode node, String field) {
        return node.path(field).decimalValue();
    }
}
