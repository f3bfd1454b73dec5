package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.qudao.gateway.GatewayIT.assertProblem;
import static org.qudao.gateway.TestGateway.json;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.gateway.routing.Service;

/** Clients who begin more than they end, at a gateway with few places, and what is left for the others. */
class CrowdedByOneIT {

    private static final int MEDIUM = 40_000;
    private static final int LARGE = 900_000;

    private static TestGateway gateway;

    private final List<Socket> stalled = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = new TestGateway(
                "qudao.gateway.request-limits.medium-bodies.at-once=8",
                "qudao.gateway.request-limits.medium-bodies.of-one-client=5",
                "qudao.gateway.request-limits.large-bodies.at-once=3",
                "qudao.gateway.request-limits.large-bodies.of-one-client=2",
                "resilience4j.bulkhead.configs.default.max-concurrent-calls=2",
                "resilience4j.bulkhead.configs.imports.max-concurrent-calls=2");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    @Test
    void largeBodiesThatDoNotEndTakeNoPlaceAtAServiceAndLeaveRoomForOthers() throws IOException {
        String slow = token("slow", "DEALER");
        stall("/api/v1/orders", slow);
        stall("/api/v1/orders", slow);

        await().untilAsserted(() ->
                assertThat(post("/api/v1/orders", slow, LARGE).statusCode()).isEqualTo(503));
        HttpResponse<String> refused = post("/api/v1/orders", slow, LARGE);
        assertProblem(refused, 503);
        assertThat(json(refused).path("type").asString()).endsWith("too-many-large-requests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

        assertThat(post("/api/v1/orders", slow, 1_000).statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/orders", token("other", "DEALER"), LARGE).statusCode())
                .isEqualTo(200);
        hangUp();
        await().untilAsserted(() ->
                assertThat(post("/api/v1/orders", slow, LARGE).statusCode()).isEqualTo(200));
    }

    @Test
    void manyBodiesThatAreNotLargeTakeNoMoreMemoryThanThereIs() throws IOException {
        String slow = token("many", "DEALER");
        for (int i = 0; i < 5; i++) {
            stall("/api/v1/orders", slow, MEDIUM / 2, MEDIUM);
        }

        await().untilAsserted(() ->
                assertThat(post("/api/v1/orders", slow, MEDIUM).statusCode()).isEqualTo(503));
        assertThat(post("/api/v1/orders", slow, 1_000).statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/orders", token("another", "DEALER"), MEDIUM).statusCode())
                .isEqualTo(200);
        hangUp();
        await().untilAsserted(() ->
                assertThat(post("/api/v1/orders", slow, MEDIUM).statusCode()).isEqualTo(200));
    }

    @Test
    void moreImportsThanAServiceTakesAreRefusedAtOnceAndNotHeldAgainstIt() throws IOException {
        String importing = token("importing", "SERVICE");
        stall("/api/v1/imports/orders", importing);
        stall("/api/v1/imports/orders", importing);
        Bulkhead places = gateway.bean(BulkheadRegistry.class).bulkhead("order-service-imports");
        await().until(() -> places.getMetrics().getAvailableConcurrentCalls() == 0);

        for (int i = 0; i < 20; i++) {
            HttpResponse<String> refused = post("/api/v1/imports/orders", importing, 0);
            assertProblem(refused, 503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(refused).path("detail").asString()).contains("not begun");
        }

        CircuitBreaker breaker = gateway.bean(CircuitBreakerRegistry.class).circuitBreaker("order-service");
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(post("/api/v1/orders", token("other", "DEALER"), 1_000).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoMayNotImportOccupiesNothing() {
        assertProblem(post("/api/v1/imports/orders", token("dealer", "DEALER"), 1_000), 403);

        gateway.service(Service.ORDER).verify(0, anyRequestedFor(anyUrl()));
    }

    private static String token(String subject, String role) {
        return "Bearer " + gateway.issuer.token(subject, role);
    }

    private static HttpResponse<String> post(String path, String token, int bytes) {
        return gateway.send(path, request -> request.header("Authorization", token)
                .POST(BodyPublishers.ofByteArray(new byte[bytes])));
    }

    /** Sends the begin of a body and no more, as long as the test takes. */
    private void stall(String path, String token) throws IOException {
        stall(path, token, LARGE / 2, LARGE);
    }

    private void stall(String path, String token, int sent, int announced) throws IOException {
        Socket socket = new Socket("localhost", gateway.port());
        stalled.add(socket);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + announced + "\r\nAuthorization: "
                                + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(new byte[sent]);
        socket.getOutputStream().flush();
    }
}
