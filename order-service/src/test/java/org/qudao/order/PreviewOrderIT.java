package org.qudao.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PreviewOrderIT extends RunningOrderService {

    @Autowired
    CircuitBreakerRegistry breakers;

    String dealer = "";
    String sku = "";

    @BeforeEach
    void aDealerWithCredit() {
        INVENTORY.resetAll();
        dealer = dealer("R1");
        sku = product("10", null);
        credit(dealer, "100");
        INVENTORY.resetAll();
        breaker().reset();
    }

    @AfterEach
    void closeTheBreaker() {
        INVENTORY.resetAll();
        breaker().reset();
    }

    @Test
    void answersPriceCreditAndStockWithTheCallersOwnToken() {
        inventory(okJson("{\"items\":[{\"sku\":\"%s\",\"available\":5,\"extra\":true}],\"more\":1}".formatted(sku)));
        String token = Tokens.dealer(dealer);

        JsonNode preview = known(token, order(sku, 4));

        assertThat(preview.path("total").decimalValue()).isEqualByComparingTo("40");
        assertThat(preview.path("credit").path("outcome").asString()).isEqualTo("WOULD_BE_APPROVED");
        assertThat(preview.path("lines").get(0).path("stock").asString()).isEqualTo("AVAILABLE");
        assertThat(preview.path("promise").path("earliest").isNull()).isFalse();
        INVENTORY.verify(getRequestedFor(urlPathEqualTo("/api/v1/availability"))
                .withQueryParam("sku", equalTo(sku))
                .withHeader("Authorization", equalTo("Bearer " + token)));
        assertThat(account(dealer).path("exposure").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void saysWhatWouldHelpWhenTheCreditDoesNotCoverIt() {
        inventory(available(0));

        JsonNode preview = known(Tokens.dealer(dealer), order(sku, 11));

        assertThat(preview.path("credit").path("outcome").asString()).isEqualTo("WOULD_BE_HELD");
        assertThat(preview.path("credit")
                        .path("receipt")
                        .path("inputs")
                        .path("missing")
                        .asString())
                .isEqualTo("10.00");
        assertThat(preview.path("lines").get(0).path("stock").asString()).isEqualTo("NONE");
        assertThat(preview.path("promise").path("explanation").asString()).contains(sku);
    }

    @Test
    void promisesTheDayOnWhichEverythingIsCovered() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate next = today.plusDays(2);
        LocalDate enough = today.plusDays(9);
        inventory(stock(
                """
                "available":1,"expected":[{"on":"%s","quantity":3},{"on":"%s","quantity":2}]"""
                        .formatted(enough, next)));

        assertThat(earliest(1)).isEqualTo(today.toString());
        assertThat(earliest(3)).isEqualTo(next.toString());
        assertThat(earliest(4)).isEqualTo(enough.toString());
        assertThat(earliest(6)).isEqualTo(enough.toString());
        JsonNode tooMany = promise(7);
        assertThat(tooMany.path("earliest").isNull()).isTrue();
        assertThat(tooMany.path("explanation").asString())
                .isEqualTo("No planned receipts cover what is missing of " + sku + ".");
    }

    @Test
    void theLineThatIsCoveredLastDecides() {
        String other = product("7", null);
        LocalDate next = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        LocalDate last = next.plusDays(2);
        String items =
                """
                {"items":[{"sku":"%s","available":0,"expected":[{"on":"%s","quantity":5}]},
                          {"sku":"%s","available":0,"expected":[{"on":"%s","quantity":5}]}]}"""
                        .formatted(sku, last, other, next);
        inventory(okJson(items));
        String both = """
                {"lines":[{"sku":"%s","quantity":1},{"sku":"%s","quantity":1}]}"""
                .formatted(sku, other);

        assertThat(known(Tokens.dealer(dealer), both)
                        .path("promise")
                        .path("earliest")
                        .asString())
                .isEqualTo(last.toString());
    }

    @Test
    void saysThatAReceiptIsLateAndPromisesNothingOfIt() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate due = today.minusDays(5);
        inventory(stock("""
                "available":0,"expected":[],"overdueSince":"%s\"""".formatted(due)));

        JsonNode promise = promise(1);

        assertThat(promise.path("earliest").isNull()).isTrue();
        assertThat(promise.path("explanation").asString())
                .contains("No planned receipts cover what is missing of " + sku)
                .contains("A receipt of " + sku + " has been overdue since " + due);

        inventory(stock("""
                "available":0,"expected":[{"on":"%s","quantity":5}],"overdueSince":"%s\""""
                .formatted(today.plusDays(4), due)));
        assertThat(earliest(1)).isEqualTo(today.plusDays(4).toString());
        assertThat(promise(1).path("explanation").asString()).contains("overdue since " + due);
    }

    @Test
    void isHonestAndQuickWhenInventoryIsSlow() {
        inventory(available(5).withFixedDelay(5_000));
        assertUnknownWithin(Duration.ofMillis(2_000));
    }

    @Test
    void isHonestAndQuickWhenInventoryTricklesItsAnswer() {
        inventory(available(5).withChunkedDribbleDelay(10, 6_000));
        assertUnknownWithin(Duration.ofMillis(2_000));
    }

    @Test
    void isHonestWhenInventoryFails() {
        inventory(aResponse().withStatus(500));
        assertUnknownWithin(Duration.ofSeconds(2));
        inventory(aResponse().withStatus(403));
        assertUnknownWithin(Duration.ofSeconds(2));
    }

    @Test
    void isHonestWhenTheConnectionIsCut() {
        for (Fault fault : Fault.values()) {
            breaker().reset();
            inventory(aResponse().withFault(fault));
            assertUnknownWithin(Duration.ofSeconds(2));
        }
    }

    @Test
    void isHonestWhenTheAnswerIsNoAvailability() {
        for (String body : new String[] {
            "",
            "null",
            "[]",
            "{}",
            "{\"items\":null}",
            "{\"items\":[]}",
            "{\"items\":[null]}",
            "{\"items\":[{\"sku\":\"x\",\"available\":5}]}",
            "{\"items\":[{\"available\":5}]}",
            "{\"items\":[{\"sku\":\"%s\"}]}",
            "<html/>",
            "{\"items\":[{\"sku\":\"%s\",\"available\":-1}]}",
            "{\"items\":[{\"sku\":\"%s\",\"available\":\"many\"}]}",
            "{\"items\":[{\"sku\":\"%s\",\"available\":0,\"expected\":[null]}]}",
            "{\"items\":[{\"sku\":\"%s\",\"available\":0,\"expected\":[{\"quantity\":5}]}]}",
            "{\"items\":[{\"sku\":\"%s\",\"available\":0,\"expected\":[{\"on\":\"2026-01-01\",\"quantity\":-5}]}]}"
        }) {
            breaker().reset();
            inventory(okJson(body.formatted(sku)));
            assertUnknownWithin(Duration.ofSeconds(2));
        }
    }

    @Test
    void isHonestWhenOneOfTheProductsIsMissingInTheAnswer() {
        String other = product("7", null);
        inventory(available(5));

        JsonNode preview = post(
                        "/api/v1/order-previews",
                        Tokens.dealer(dealer),
                        """
                        {"lines":[{"sku":"%s","quantity":1},{"sku":"%s","quantity":1}]}"""
                                .formatted(sku, other))
                .is(200)
                .json();

        assertThat(preview.path("lines"))
                .extracting(line -> line.path("stock").asString())
                .containsExactly("UNKNOWN", "UNKNOWN");
        assertThat(preview.path("promise").path("explanation").asString()).startsWith("Availability unknown");
    }

    @Test
    void stopsAskingAnInventoryThatIsDownAndAsksAgainLater() {
        inventory(aResponse().withStatus(503));
        for (int i = 0; i < 15; i++) {
            post("/api/v1/order-previews", Tokens.dealer(dealer), order(sku, 1)).is(200);
        }
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
        INVENTORY.verify(10, getRequestedFor(urlPathEqualTo("/api/v1/availability")));

        breaker().transitionToHalfOpenState();
        inventory(available(5));
        assertThat(known(Tokens.dealer(dealer), order(sku, 1)).toString()).contains("AVAILABLE");
    }

    private void assertUnknownWithin(Duration atMost) {
        Instant start = Instant.now();
        JsonNode preview = post("/api/v1/order-previews", Tokens.dealer(dealer), order(sku, 1))
                .is(200)
                .json();
        assertThat(Duration.between(start, Instant.now())).isLessThan(atMost);
        assertThat(preview.path("lines").get(0).path("stock").asString()).isEqualTo("UNKNOWN");
        assertThat(preview.path("lines").get(0).path("available").isNull()).isTrue();
        assertThat(preview.path("promise").path("earliest").isNull()).isTrue();
        assertThat(preview.path("promise").path("explanation").asString()).startsWith("Availability unknown");
        assertThat(preview.path("total").decimalValue()).isEqualByComparingTo("10");
    }

    /** The deadline is short and the machine may be busy: asks until inventory's answer came in time once. */
    private JsonNode known(String token, String order) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            breaker().reset();
                            return post("/api/v1/order-previews", token, order)
                                    .is(200)
                                    .json();
                        },
                        preview -> !preview.path("lines")
                                .get(0)
                                .path("stock")
                                .asString()
                                .equals("UNKNOWN"));
    }

    private JsonNode promise(int quantity) {
        return known(Tokens.dealer(dealer), order(sku, quantity)).path("promise");
    }

    private String earliest(int quantity) {
        return promise(quantity).path("earliest").asString();
    }

    private CircuitBreaker breaker() {
        return breakers.circuitBreaker("availability");
    }

    private ResponseDefinitionBuilder available(int pieces) {
        return stock("\"available\":" + pieces);
    }

    private ResponseDefinitionBuilder stock(String fields) {
        return okJson("{\"items\":[{\"sku\":\"%s\",%s}]}".formatted(sku, fields));
    }

    private static void inventory(ResponseDefinitionBuilder response) {
        INVENTORY.stubFor(WireMock.get(urlPathEqualTo("/api/v1/availability")).willReturn(response));
    }
}
