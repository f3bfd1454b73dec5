package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.qudao.gateway.TestGateway.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.gateway.routing.Service;
import tools.jackson.databind.JsonNode;

class GatewayIT {

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway("qudao.gateway.timeouts.response=700ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    // Routing

    static Stream<Arguments> addresses() {
        return Arrays.stream(Service.values()).flatMap(service -> Stream.concat(
                        service.segments().stream().map(segment -> "/api/v1/" + segment),
                        service.importKinds().stream().map(kind -> "/api/v1/imports/" + kind))
                .flatMap(path -> Stream.of(path, path + "/X-1"))
                .map(path -> Arguments.of(path, service)));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void eachAddressReachesItsService(String path, Service service) {
        HttpResponse<String> response = gateway.getAsHq(path + "?a=1&a=%C3%A9%2B%26&flag");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(service.id());
        gateway.service(service).verify(getRequestedFor(urlEqualTo(path + "?a=1&a=%C3%A9%2B%26&flag=")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nodesX", "/api/v1/imports", "/api/v1/imports/nothing", "/api/v2/nodes", "/nothing"})
    void unknownAddressesAre404(String path) {
        assertProblem(gateway.getAsHq(path), 404);
    }

    @Test
    void bodyAndTokenAndKeyArriveUntouched() {
        String token = "Bearer " + gateway.issuer.hq();
        HttpResponse<String> response = gateway.send("/api/v1/orders", request -> request.headers(
                        "Authorization", token, "Content-Type", "application/json", "Idempotency-Key", "k-1")
                .POST(BodyPublishers.ofString("{\"nodeId\":\"D1\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        gateway.service(Service.ORDER)
                .verify(postRequestedFor(urlEqualTo("/api/v1/orders"))
                        .withHeader("Authorization", equalTo(token))
                        .withHeader("Idempotency-Key", equalTo("k-1"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Content-Length", equalTo("15"))
                        .withRequestBody(equalTo("{\"nodeId\":\"D1\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
    void everyMethodOfTheApiPassesWithItsBody(String method) {
        HttpResponse<String> response = gateway.send("/api/v1/products/X", request -> request.headers(
                        "Authorization", "Bearer " + gateway.issuer.hq(), "Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"name\":\"é\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        gateway.service(Service.ORDER)
                .verify(requestedFor(method, urlEqualTo("/api/v1/products/X"))
                        .withRequestBody(equalTo("{\"name\":\"é\"}")));
    }

    @Test
    void aPostWithoutBodyPasses() {
        HttpResponse<String> response = gateway.send("/api/v1/receipts/R1/receive", request -> request.header(
                        "Authorization", "Bearer " + gateway.issuer.hq())
                .POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        gateway.service(Service.INVENTORY).verify(postRequestedFor(urlEqualTo("/api/v1/receipts/R1/receive")));
    }

    @Test
    void theTraceGoesOn() {
        gateway.get(
                "/api/v1/orders",
                "Authorization",
                "Bearer " + gateway.issuer.hq(),
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        gateway.service(Service.ORDER)
                .verify(getRequestedFor(urlEqualTo("/api/v1/orders"))
                        .withHeader("traceparent", matching("00-0af7651916cd43dd8448eb211c80319c-.*-01")));
    }

    @Test
    void headersThatOnlyTheGatewayCouldSetDoNotPass() {
        gateway.get(
                "/api/v1/nodes",
                "Authorization",
                "Bearer " + gateway.issuer.hq(),
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-Host",
                "evil",
                "Forwarded",
                "for=1.2.3.4",
                "X-User",
                "root",
                "X-Original-URL",
                "/admin",
                "X-HTTP-Method-Override",
                "DELETE",
                "Cookie",
                "a=b");

        gateway.service(Service.DEALER)
                .verify(getRequestedFor(urlEqualTo("/api/v1/nodes"))
                        .withHeader("X-Forwarded-For", absent())
                        .withHeader("X-Forwarded-Host", absent())
                        .withHeader("Forwarded", absent())
                        .withHeader("X-User", absent())
                        .withHeader("X-Original-URL", absent())
                        .withHeader("X-HTTP-Method-Override", absent())
                        .withHeader("Cookie", absent())
                        .withHeader(
                                "Host",
                                matching("localhost:"
                                        + gateway.service(Service.DEALER).port())));
    }

    @Test
    void aClientCannotMakeTheGatewayDropTheTokenByNamingItHopByHop() throws Exception {
        String answer =
                gateway.sendRaw("GET /api/v1/nodes HTTP/1.1\r\nHost: x\r\nConnection: close, Authorization, X-Other\r\n"
                        + "X-Other: 1\r\nTE: trailers\r\nUpgrade: h2c\r\nProxy-Authorization: Basic eA==\r\nAuthorization: Bearer "
                        + gateway.issuer.hq() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        gateway.service(Service.DEALER)
                .verify(getRequestedFor(urlEqualTo("/api/v1/nodes"))
                        .withHeader("Authorization", matching("Bearer .*"))
                        .withHeader("X-Other", absent())
                        .withHeader("TE", absent())
                        .withHeader("Upgrade", absent())
                        .withHeader("Proxy-Authorization", absent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nodes/../orders",
                "/api/v1/nodes/%2e%2e/orders",
                "/api/v1/nodes/..%2forders",
                "/api/v1/nodes/%252e%252e/orders",
                "/api/v1/nodes/..;/orders",
                "/api/v1/nodes;a=b",
                "/api/v1//nodes",
                "/api/v1/nodes/%00",
                "/api/v1/nodes/%5c..%5corders",
                "/api/v1/nodes/a%0d%0ab",
                "/api/v1/./nodes",
                "/../actuator/health",
                "/api/v1/nodes/%zz",
                "/api/v1/nodes?a=%zz"
            })
    void addressesWithTricksAreRefused(String path) throws Exception {
        String answer =
                gateway.sendRaw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + gateway.issuer.hq() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        for (Service service : Service.values()) {
            gateway.service(service).verify(0, anyRequestedFor(anyUrl()));
        }
    }

    @Test
    void twoLengthsAreRefused() throws Exception {
        String answer =
                gateway.sendRaw("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n"
                        + "Connection: close\r\n\r\nabcde");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void theAddressOfACreatedThingIsOneThatTheClientCanUse() {
        gateway.service(Service.ORDER)
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(201)
                                .withHeader("Location", "http://order-service:8082/api/v1/orders/7?x=1")
                                .withHeader("Server", "Secret/1.0")
                                .withHeader("Set-Cookie", "a=b")));

        HttpResponse<String> response = gateway.getAsHq("/api/v1/orders");

        assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/orders/7?x=1");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void redirectsOfAServiceAreNotFollowed() {
        gateway.service(Service.ORDER)
                .stubFor(any(anyUrl())
                        .willReturn(aResponse().withStatus(302).withHeader("Location", "http://169.254.169.254/")));

        assertThat(gateway.getAsHq("/api/v1/orders").statusCode()).isEqualTo(302);
    }

    // Tokens

    static Stream<Arguments> badTokens() {
        return Stream.<Arguments>of(
                Arguments.of("expired", (Supplier<String>) () -> gateway.issuer.expired()),
                Arguments.of("without expiry", (Supplier<String>) () -> gateway.issuer.withoutExpiry()),
                Arguments.of("for another audience", (Supplier<String>) () -> gateway.issuer.forAnotherAudience()),
                Arguments.of("of another issuer", (Supplier<String>) () -> gateway.issuer.ofAnotherIssuer()),
                Arguments.of("with an unknown key", (Supplier<String>) () -> gateway.issuer.withUnknownKey()),
                Arguments.of("with a forged signature", (Supplier<String>) () -> gateway.issuer.withForgedSignature()),
                Arguments.of("unsigned", (Supplier<String>) () -> gateway.issuer.unsigned()),
                Arguments.of("signed with the public key", (Supplier<String>) () -> {
                    try {
                        return gateway.issuer.signedWithPublicKeyAsSecret();
                    } catch (com.nimbusds.jose.JOSEException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                Arguments.of("garbage", (Supplier<String>) () -> "a.b.c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void badTokensAre401AndReachNoService(String name, Supplier<String> token) {
        HttpResponse<String> response = gateway.get("/api/v1/nodes", "Authorization", "Bearer " + token.get());

        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        gateway.service(Service.DEALER).verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void withoutATokenIs401() {
        HttpResponse<String> response = gateway.get("/api/v1/nodes");

        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aTokenInTheQueryDoesNotCount() {
        assertProblem(gateway.get("/api/v1/nodes?access_token=" + gateway.issuer.hq()), 401);
    }

    // Errors and limits

    @Test
    void aWrongMethodIs405() throws Exception {
        assertProblem(
                gateway.send("/health", request -> request.header("Authorization", "Bearer " + gateway.issuer.hq())
                        .DELETE()),
                405);
        assertProblem(
                gateway.send(
                        "/api/v1/nodes", request -> request.header("Authorization", "Bearer " + gateway.issuer.hq())
                                .method("OPTIONS", BodyPublishers.noBody())),
                405);
    }

    @Test
    void aLargeBodyIs413WithAndWithoutItsLength() {
        byte[] tooLarge = new byte[1024 * 1024 + 1];
        String token = "Bearer " + gateway.issuer.hq();

        assertProblem(
                gateway.send("/api/v1/orders", request -> request.header("Authorization", token)
                        .POST(BodyPublishers.ofByteArray(tooLarge))),
                413);
        assertProblem(
                gateway.send("/api/v1/orders", request -> request.header("Authorization", token)
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(tooLarge)))),
                413);
        gateway.service(Service.ORDER).verify(0, postRequestedFor(urlEqualTo("/api/v1/orders")));
    }

    @Test
    void aBodyOfExactlyTheLimitPasses() {
        HttpResponse<String> response = gateway.send(
                "/api/v1/orders", request -> request.header("Authorization", "Bearer " + gateway.issuer.hq())
                        .POST(BodyPublishers.ofByteArray(new byte[1024 * 1024])));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void anEncodedImportAddressDoesNotGetTheWiderLimit() {
        HttpResponse<String> response = gateway.send(
                "/api/v1/%69mports/nodes",
                request -> request.header("Authorization", "Bearer " + gateway.issuer.hq())
                        .POST(BodyPublishers.ofByteArray(new byte[1024 * 1024 + 1])));

        assertProblem(response, 413);
    }

    @Test
    void formsAre415() {
        HttpResponse<String> response = gateway.send("/api/v1/orders", request -> request.headers(
                        "Authorization",
                        "Bearer " + gateway.issuer.hq(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("nodeId=D1")));

        assertProblem(response, 415);
    }

    @Test
    void longAddressesAndHeadersAre414And431() {
        assertProblem(gateway.getAsHq("/api/v1/nodes?a=" + "x".repeat(5_000)), 414);
        assertProblem(gateway.get("/api/v1/nodes", "X-Long", "x".repeat(17_000)), 431);
    }

    @Test
    void answersCarryTheSecurityHeaders() {
        for (HttpResponse<String> response : List.of(gateway.getAsHq("/api/v1/nodes"), gateway.get("/api/v1/nodes"))) {
            assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(response.headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
            assertThat(response.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    // Health

    @Test
    void healthIs200WhenAllAreReady() {
        HttpResponse<String> response = gateway.get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("status").asString()).isEqualTo("UP");
        assertThat(json(response).path("services").propertyNames())
                .containsExactly("gateway", "dealer-service", "order-service", "inventory-service", "forecast-service");
    }

    // Management port

    @Test
    void theManagementPortShowsHealthToAllAndMetricsToOperators() {
        int port = gateway.managementPort();

        assertThat(gateway.send(port, "/actuator/health/readiness", request -> {})
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(port, "/actuator/prometheus", request -> {}).statusCode())
                .isEqualTo(401);
        assertThat(gateway.send(
                                port,
                                "/actuator/prometheus",
                                request -> request.header(
                                        "Authorization", "Bearer " + gateway.issuer.token("d", "DEALER")))
                        .statusCode())
                .isEqualTo(403);
        gateway.getAsHq("/api/v1/nodes/D1");
        HttpResponse<String> metrics = gateway.send(
                port,
                "/actuator/prometheus",
                request -> request.header("Authorization", "Bearer " + gateway.issuer.token("prometheus", "METRICS")));
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(gateway.send(
                                port,
                                "/actuator/info",
                                request -> request.header(
                                        "Authorization", "Bearer " + gateway.issuer.token("prometheus", "METRICS")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(metrics.body())
                .contains("resilience4j_circuitbreaker_state")
                .contains("qudao_gateway_rate_limited")
                .contains("uri=\"/api/v1/nodes/**\"");
    }

    @Test
    void thePublicPortHasNoActuator() {
        assertProblem(gateway.getAsHq("/actuator/health"), 404);
        assertProblem(gateway.getAsHq("/actuator/gateway/routes"), 404);
    }

    static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).startsWith("https://qudao.org/problems/");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("Exception", "org.", "localhost");
    }
}
