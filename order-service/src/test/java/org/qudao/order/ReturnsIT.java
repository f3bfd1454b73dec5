package org.qudao.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Inspection;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnLine;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Submission;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReturnsIT extends RunningOrderService {

    private static final Act ACT = new Act(Instant.parse("2026-01-01T00:00:00Z"), "test", null);

    @Autowired
    Orders orders;

    @Autowired
    Returns returns;

    @Autowired
    CreditAccounts accounts;

    @Autowired
    CircuitBreakerRegistry breakers;

    private String dealer;
    private String sku;

    @BeforeEach
    void aDealerAndAWarehouse() {
        INVENTORY.stubFor(WireMock.get(urlPathMatching("/api/v1/places/.*"))
                .willReturn(aResponse().withStatus(404)));
        INVENTORY.stubFor(WireMock.get(urlPathEqualTo("/api/v1/places/W1"))
                .willReturn(okJson("{\"id\":\"W1\",\"name\":\"W\",\"kind\":\"WAREHOUSE\"}")));
        INVENTORY.stubFor(WireMock.get(urlPathEqualTo("/api/v1/places/SHELF"))
                .willReturn(okJson("{\"id\":\"SHELF\",\"name\":\"S\",\"kind\":\"NODE\"}")));
        warehouses().reset();
        dealer = dealer("R1");
        sku = product("10.01", null);
        credit(dealer, "1000");
    }

    @Test
    void goesFromRequestToCreditAndLowersWhatTheOrderOwesOnce() {
        String order = delivered(8);
        String id = request(order, 4).is(201).string("id");
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 3, 1)).is(409);
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);
        post("/api/v1/returns/" + id + "/withdraw", Tokens.dealer(dealer), "{\"reason\":\"sold\"}")
                .is(409);

        JsonNode credited = post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 2, 1))
                .is(200)
                .json();
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 2, 1)).is(200);
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 1, 2)).is(409);

        assertThat(credited.path("status").asString()).isEqualTo("CREDITED");
        assertThat(credited.path("amount").decimalValue()).isEqualByComparingTo("30.03");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(eventsOf(id))
                .containsExactly("ReturnRequested", "ReturnApproved", "ReturnReceived", "ReturnCredited"));
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("50.05");
        assertThat(openOrders(dealer).get(0).path("credited").decimalValue()).isEqualByComparingTo("30.03");
        assertThat(claimed(order)).as("what did not come can come later").isEqualTo(3);
        verified();

        post("/api/v1/orders/" + order + "/invoice", HQ, "").is(200);
        pay("50.05", order);
        awaitStatus(order, "PAID");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(openOrders(dealer)).isEmpty());
        assertThat(account(dealer).path("unallocated").decimalValue()).isEqualByComparingTo("0");
        verified();
    }

    @Test
    void theCreditOfAPaidOrderIsMoneyForTheNextOne() {
        String order = delivered(4);
        post("/api/v1/orders/" + order + "/invoice", HQ, "").is(200);
        pay("40.04", order);
        awaitStatus(order, "PAID");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(openOrders(dealer)).isEmpty());

        String id = request(order, 2).is(201).string("id");
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 2, 0)).is(200);

        assertThat(account(dealer).path("unallocated").decimalValue()).isEqualByComparingTo("20.02");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("1020.02");
    }

    @Test
    void anInvoicedOrderOfWhichTheRestWasPaidIsPaidByTheCredit() {
        String order = delivered(4);
        post("/api/v1/orders/" + order + "/invoice", HQ, "").is(200);
        pay("20.02", order);
        String id = request(order, 2).is(201).string("id");
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 1, 1)).is(200);

        awaitStatus(order, "PAID");
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void theSameKeyAndBodyAreOneReturnAndAnotherBodyIsRefused() {
        String order = delivered(8);
        String key = unique("key");
        Answer first = request(key, Tokens.dealer(dealer), order, 4);
        assertThat(first.is(201).response().headers().firstValue("Location"))
                .contains("/api/v1/returns/" + first.string("id"));
        assertThat(request(key, Tokens.dealer(dealer), order, 4).is(201).text()).isEqualTo(first.text());
        assertThat(request(key, Tokens.dealer(dealer), order, 3).is(409).text()).contains("idempotency-key-reused");
        post("/api/v1/returns/" + first.string("id") + "/reject", HQ, "{\"reason\":\"no\"}")
                .is(200);
        assertThat(request(key, Tokens.dealer(dealer), order, 4).is(201).text()).isEqualTo(first.text());
        assertThat(claimed(order)).isZero();
        assertThat(request(key, HQ, order, 4).is(201).string("id")).isNotEqualTo(first.string("id"));
        assertThat(request(key, HQ, delivered(8), 4).is(409).text()).contains("idempotency-key-reused");
        post("/api/v1/returns", Tokens.dealer(dealer), body(order, 1)).is(400);
    }

    @Test
    void sixteenAtOnceNeverReturnMoreThanTheOrderAllows() throws Exception {
        String order = delivered(10);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService racers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                asked.add(racers.submit(() -> request(order, 1)));
            }
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Answer> one : asked) {
            answers.add(one.get().status());
        }

        assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 422).hasSize(11);
        assertThat(claimed(order)).isEqualTo(5);
    }

    @Test
    void rejectedAndWithdrawnReturnsGiveTheirPiecesBack() {
        String order = delivered(8);
        String rejected = request(order, 3).is(201).string("id");
        String withdrawn = request(order, 1).is(201).string("id");
        Answer tooMany = request(order, 1).is(422);
        assertThat(tooMany.json().path("receipt").path("ruleId").asString()).isEqualTo("RETURN.SHARE");
        assertThat(tooMany.json()
                        .path("receipt")
                        .path("inputs")
                        .path("returned")
                        .asString())
                .isEqualTo("4");

        post("/api/v1/returns/" + rejected + "/reject", HQ, "{\"reason\":\"no\"}")
                .is(200);
        post("/api/v1/returns/" + withdrawn + "/withdraw", Tokens.dealer(dealer), "{\"reason\":\"sold\"}")
                .is(200);

        assertThat(claimed(order)).isZero();
        request(order, 4).is(201);
        post("/api/v1/returns/" + rejected + "/approve", HQ, "").is(409);
    }

    @Test
    void whatThePolicyDoesNotAllowIsRefusedWithAReceipt() {
        String late = confirmed(8);
        post("/api/v1/orders/" + late + "/ship", HQ, "").is(200);
        assertThat(request(late, 1).is(422).text()).contains("RETURN.NOT_DELIVERED");
        orders.change(late, order -> order.deliver(today().minusDays(91), ACT));
        assertThat(request(late, 1).is(422).text()).contains("RETURN.WINDOW", "lastDay");

        String order = delivered(8);
        assertThat(request(order, 5).is(422).text()).contains("RETURN.SHARE", "at most 4");
        assertThat(send(
                                "POST",
                                "/api/v1/returns",
                                HQ,
                                body(order, 1).replace(sku, "OTHER"),
                                "Idempotency-Key",
                                unique("key"))
                        .is(422)
                        .text())
                .contains("RETURN.NOT_IN_ORDER");
        assertThat(get("/api/v1/returns?orderId=" + order, HQ).is(200).json().path("items"))
                .isEmpty();
    }

    @Test
    void goodsAreReceivedAtAKnownWarehouseOnly() {
        String order = delivered(8);
        String id = request(order, 2).is(201).string("id");
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);

        assertThat(post("/api/v1/returns/" + id + "/receive", HQ, arrival("NOWHERE", 1, 0))
                        .is(422)
                        .text())
                .contains("unknown-warehouse");
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("SHELF", 1, 0)).is(422);
        assertThat(post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 2, 1))
                        .is(409)
                        .text())
                .contains("RETURN.NOT_APPROVED");
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("W1", 0, 0)).is(409);
        assertThat(returnNow(id).path("status").asString()).isEqualTo("APPROVED");
    }

    @Test
    void goodsAreNotReceivedWhileInventoryDoesNotSayWhetherTheWarehouseExists() {
        String id = request(delivered(8), 2).is(201).string("id");
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);
        ResponseDefinitionBuilder sound = okJson("{\"id\":\"AWAY\",\"kind\":\"WAREHOUSE\"}");
        List<ResponseDefinitionBuilder> answers = new ArrayList<>(List.of(
                aResponse().withStatus(503),
                aResponse().withStatus(500),
                aResponse().withStatus(403),
                ResponseDefinitionBuilder.like(sound.build()).withFixedDelay(8_000),
                ResponseDefinitionBuilder.like(sound.build()).withChunkedDribbleDelay(10, 8_000)));
        for (Fault cut : Fault.values()) {
            answers.add(aResponse().withFault(cut));
        }
        for (String garbage : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"kind\":null}",
                "{\"id\":\"AWAY\"}",
                "{\"kind\":{}}",
                "{\"kind\":",
                "<html/>")) {
            answers.add(okJson(garbage));
        }

        for (ResponseDefinitionBuilder answer : answers) {
            warehouses().reset();
            INVENTORY.stubFor(
                    WireMock.get(urlPathEqualTo("/api/v1/places/AWAY")).willReturn(answer));
            Instant start = Instant.now();
            Answer away = post("/api/v1/returns/" + id + "/receive", HQ, arrival("AWAY", 1, 0));
            assertThat(away.is(503).response().headers().firstValue("Retry-After"))
                    .isPresent();
            assertThat(away.text()).contains("inventory-unavailable");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(6));
        }
        assertThat(returnNow(id).path("status").asString()).isEqualTo("APPROVED");

        INVENTORY.stubFor(WireMock.get(urlPathEqualTo("/api/v1/places/AWAY")).willReturn(sound));
        warehouses().reset();
        post("/api/v1/returns/" + id + "/receive", HQ, arrival("AWAY", 1, 0)).is(200);
    }

    @Test
    void isSeenInScopeOnly() {
        String order = delivered(8);
        String id = request(order, 1).is(201).string("id");
        String other = dealer("R2");
        String path = "/api/v1/returns/" + id;

        for (String token : List.of(HQ, Tokens.dealer(dealer), Tokens.regionalManager("R1"))) {
            get(path, token).is(200);
            assertThat(get("/api/v1/returns?limit=500&nodeId=" + dealer, token).text())
                    .contains(id);
            assertThat(get("/api/v1/returns?status=REQUESTED&nodeId=" + dealer, token)
                            .text())
                    .contains(id);
            assertThat(get("/api/v1/returns?status=CREDITED&nodeId=" + dealer, token)
                            .text())
                    .doesNotContain(id);
        }
        for (String token : List.of(Tokens.dealer(other), Tokens.regionalManager("R2"))) {
            get(path, token).is(404);
            assertThat(get("/api/v1/returns?limit=500&nodeId=" + dealer, token).text())
                    .doesNotContain(id);
        }
        request(unique("key"), Tokens.dealer(other), order, 1).is(404);
        post(path + "/withdraw", Tokens.dealer(other), "{\"reason\":\"x\"}").is(404);
        post(path + "/approve", Tokens.dealer(dealer), "").is(403);
        post(path + "/receive", Tokens.dealer(dealer), arrival("W1", 1, 0)).is(403);
        post(path + "/reject", Tokens.regionalManager("R1"), "{\"reason\":\"x\"}")
                .is(403);
    }

    @Test
    void listsAreReadPageByPage() {
        String order = delivered(8);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(request(order, 1).is(201).string("id"));
        }
        JsonNode first = get("/api/v1/returns?limit=2&orderId=" + order, HQ).json();
        JsonNode second = get(
                        "/api/v1/returns?limit=2&orderId=" + order + "&after="
                                + first.path("next").asString(),
                        HQ)
                .json();

        List<String> found = new ArrayList<>();
        List.of(first, second).forEach(page -> page.path("items")
                .forEach(row -> found.add(row.path("id").asString())));
        assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(second.path("next").isNull()).isTrue();
        get("/api/v1/returns?after=nonsense", HQ).is(400);
    }

    @Test
    void aReturnLeftUndecidedByACrashIsTakenUpAndItsRepeatMeetsIt() {
        String order = delivered(8);
        Return abandoned = abandoned(order, 4);
        returns.insert(abandoned);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> returnNow(abandoned.id()).path("status").asString().equals("REQUESTED"));
        assertThat(claimed(order)).isEqualTo(4);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(eventsOf(abandoned.id())).containsExactly("ReturnRequested"));
    }

    @Test
    void aReturnLeftUndecidedForWhichNothingIsLeftIsRejected() {
        String order = delivered(8);
        Return abandoned = abandoned(order, 4);
        request(order, 1).is(201);
        returns.insert(abandoned);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> returnNow(abandoned.id()).path("status").asString().equals("REJECTED"));
        assertThat(returnNow(abandoned.id()).path("refusal").path("ruleId").asString())
                .isEqualTo("RETURN.SHARE");
        assertThat(claimed(order)).isEqualTo(1);
    }

    /** The process dies after the account counted the credit, and before the return says so. */
    @Test
    void aCreditLeftHalfDoneByACrashIsFinishedAndCountsOnce() {
        String order = delivered(8);
        String id = request(order, 4).is(201).string("id");
        post("/api/v1/returns/" + id + "/approve", HQ, "").is(200);
        accounts.change(dealer, account -> account.credit(id, order, new BigDecimal("30.03")));
        Inspection inspection = new Inspection("W1", Map.of(sku, new Inspection.Pieces(3, 0)));
        returns.change(id, goods -> goods.receive(inspection, today(), ACT));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> returnNow(id).path("status").asString().equals("CREDITED"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        accounts.find(dealer).orElseThrow().applying())
                .isEmpty());
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("50.05");
        assertThat(claimed(order)).isEqualTo(3);
        verified();
    }

    /** The process dies after the rejection, and before the order has its pieces back. */
    @Test
    void aRejectionLeftHalfDoneByACrashGivesThePiecesBack() {
        String order = delivered(8);
        String id = request(order, 4).is(201).string("id");
        returns.change(id, goods -> goods.reject(ACT));

        await().atMost(Duration.ofSeconds(20)).until(() -> claimed(order) == 0);
    }

    @Test
    void verifyNamesACreditThatNoReturnExplains() {
        String order = delivered(8);
        verified();
        accounts.change(dealer, account -> account.credit("nobody's", order, BigDecimal.ONE)
                .forget("return:nobody's"));

        JsonNode report = get("/api/v1/credit-accounts/verify", HQ).is(200).json();
        assertThat(report.path("differences").get(0).path("orderId").asString()).isEqualTo(order);
        // Put right, because all tests share the books.
        orders.change(order, found -> found.invoice(ACT));
        pay("79.08", order);
        awaitStatus(order, "PAID");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::verified);
    }

    private CircuitBreaker warehouses() {
        return breakers.circuitBreaker("warehouses");
    }

    private Return abandoned(String orderId, int quantity) {
        Order order = orders.find(orderId).orElseThrow().value();
        return Return.submitted(
                OrderIds.returned(dealer, unique("lost")),
                order,
                List.of(ReturnLine.requested(order.lines().getFirst(), quantity)),
                "unsold",
                today(),
                new Submission("hash", Instant.parse("2026-01-01T00:00:00Z"), "test"));
    }

    private String confirmed(int quantity) {
        String id = submit(Tokens.dealer(dealer), unique("key"), order(sku, quantity))
                .is(201)
                .string("id");
        reservation(id, 1, "FULL", reserved(1, sku, quantity, quantity));
        awaitStatus(id, "CONFIRMED");
        return id;
    }

    private String delivered(int quantity) {
        String id = confirmed(quantity);
        post("/api/v1/orders/" + id + "/ship", HQ, "").is(200);
        post("/api/v1/orders/" + id + "/deliver", HQ, "").is(200);
        return id;
    }

    private Answer request(String order, int quantity) {
        return request(unique("key"), Tokens.dealer(dealer), order, quantity);
    }

    private Answer request(String key, String token, String order, int quantity) {
        return send("POST", "/api/v1/returns", token, body(order, quantity), "Idempotency-Key", key);
    }

    private String body(String order, int quantity) {
        return "{\"orderId\":\"%s\",\"reason\":\"unsold\",\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}"
                .formatted(order, sku, quantity);
    }

    private String arrival(String warehouse, int good, int damaged) {
        return "{\"warehouse\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"good\":%d,\"damaged\":%d}]}"
                .formatted(warehouse, sku, good, damaged);
    }

    private void pay(String amount, String orderId) {
        post(
                        "/api/v1/payments",
                        HQ,
                        "{\"id\":\"%s\",\"nodeId\":\"%s\",\"amount\":%s,\"orderId\":\"%s\",\"receivedOn\":\"2026-01-01\"}"
                                .formatted(unique("P"), dealer, amount, orderId))
                .is(201);
    }

    private JsonNode returnNow(String id) {
        return get("/api/v1/returns/" + id, HQ).is(200).json();
    }

    private int claimed(String orderId) {
        return orders.find(orderId).orElseThrow().value().returned().of(1);
    }

    private void verified() {
        assertThat(get("/api/v1/credit-accounts/verify", HQ).is(200).text()).contains("\"consistent\":true");
    }

    private static List<String> eventsOf(String id) {
        return Wire.read("order.return").stream()
                .filter(message -> message.key().equals(id))
                .map(Wire.Message::type)
                .distinct()
                .toList();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
