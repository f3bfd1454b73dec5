package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.qudao.gateway.GatewayIT.assertProblem;
import static org.qudao.gateway.TestGateway.json;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.gateway.routing.Service;

class FailingServicesIT {

    private static TestGateway gateway;
    private static int closedPort;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        gateway = new TestGateway(
                "qudao.gateway.timeouts.response=500ms",
                "qudao.services.forecast.url=http://localhost:" + closedPort,
                "resilience4j.bulkhead.configs.default.max-concurrent-calls=4",
                "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private static void orderServiceAnswers(ResponseDefinitionBuilder answer) {
        gateway.service(Service.ORDER).stubFor(any(anyUrl()).willReturn(answer));
    }

    private static HttpResponse<String> post() {
        return gateway.send(
                "/api/v1/orders", request -> request.header("Authorization", "Bearer " + gateway.issuer.hq())
                        .POST(BodyPublishers.ofString("{}")));
    }

    private static CircuitBreaker.State circuit(Service service) {
        return gateway.bean(CircuitBreakerRegistry.class)
                .circuitBreaker(service.id())
                .getState();
    }

    private static void assertUnavailable(HttpResponse<String> response, String service) {
        assertProblem(response, 503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(json(response).path("detail").asString()).contains(service);
    }

    @Test
    void aSlowServiceIs503AndThePostIsNotRepeated() {
        orderServiceAnswers(aResponse().withFixedDelay(2_000));

        HttpResponse<String> response = post();

        assertUnavailable(response, "order-service");
        assertThat(json(response).path("detail").asString()).contains("not known", "same key");
        gateway.service(Service.ORDER).verify(1, postRequestedFor(urlEqualTo("/api/v1/orders")));
    }

    @Test
    void aCheckThatReadsAllOfABookHasTheTimeItTakes() {
        gateway.service(Service.INVENTORY)
                .stubFor(get(urlEqualTo("/api/v1/ledger/verify"))
                        .willReturn(okJson("{\"consistent\":true}").withFixedDelay(2_000)));

        HttpResponse<String> response = gateway.send(
                "/api/v1/ledger/verify", request -> request.header("Authorization", "Bearer " + gateway.issuer.hq()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("consistent").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void aServiceThatBreaksOffIs503AndNothingIsRepeated(Fault fault) {
        orderServiceAnswers(aResponse().withFault(fault));

        assertUnavailable(post(), "order-service");
        assertUnavailable(gateway.getAsHq("/api/v1/orders"), "order-service");
        gateway.service(Service.ORDER).verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void moreAtOnceThanAServiceCanWorkOnAreRefusedAtOnceAndNotHeldAgainstIt() throws Exception {
        orderServiceAnswers(aResponse().withFixedDelay(300));
        List<Future<HttpResponse<String>>> crowd = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                crowd.add(clients.submit(FailingServicesIT::post));
            }
        }

        int served = 0;
        for (Future<HttpResponse<String>> one : crowd) {
            if (one.get().statusCode() == 200) {
                served++;
            } else {
                assertUnavailable(one.get(), "order-service");
                assertThat(json(one.get()).path("detail").asString()).contains("not begun");
            }
        }
        assertThat(served).isBetween(4, 39);
        assertThat(circuit(Service.ORDER)).isEqualTo(CircuitBreaker.State.CLOSED);
        orderServiceAnswers(aResponse().withStatus(200));
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatDoesNotListenIs503() {
        assertUnavailable(gateway.getAsHq("/api/v1/forecasts"), "forecast-service");
    }

    @Test
    void anAnswerThatBreaksOffBeforeItBeginsIs503() {
        orderServiceAnswers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertUnavailable(gateway.getAsHq("/api/v1/orders"), "order-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10000000", "Transfer-Encoding: chunked"})
    void anAnswerThatBreaksOffInTheMiddleIsNotTakenForAWholeOne(String length) throws IOException {
        try (ServerSocket service = new ServerSocket(closedPort)) {
            Thread.startVirtualThread(() -> answerInPart(service, length));

            assertThatThrownBy(() -> gateway.getAsHq("/api/v1/forecasts")).hasRootCauseInstanceOf(IOException.class);
        }
    }

    private static void answerInPart(ServerSocket service, String length) {
        try (Socket connection = service.accept()) {
            connection.getInputStream().read(new byte[10_000]);
            String chunk = length.contains("chunked") ? "100000\r\n" : "";
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\n" + length + "\r\n\r\n" + chunk).getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().write(new byte[200_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCircuitOpensForTheFailingServiceOnlyAndClosesAgain() {
        orderServiceAnswers(aResponse().withStatus(500));
        for (int i = 0; i < 10; i++) {
            gateway.getAsHq("/api/v1/orders");
        }

        assertThat(circuit(Service.ORDER)).isEqualTo(CircuitBreaker.State.OPEN);
        gateway.service(Service.ORDER).resetRequests();
        assertUnavailable(gateway.getAsHq("/api/v1/orders"), "order-service");
        gateway.service(Service.ORDER).verify(0, anyRequestedFor(anyUrl()));
        assertThat(gateway.getAsHq("/api/v1/nodes").statusCode()).isEqualTo(200);

        gateway.service(Service.ORDER).resetMappings();
        orderServiceAnswers(aResponse().withStatus(200));
        await().untilAsserted(() -> {
            assertThat(gateway.getAsHq("/api/v1/orders").statusCode()).isEqualTo(200);
            assertThat(circuit(Service.ORDER)).isEqualTo(CircuitBreaker.State.CLOSED);
        });
    }

    @Test
    void refusalsOfTheServiceDoNotOpenTheCircuit() {
        orderServiceAnswers(aResponse().withStatus(422));
        for (int i = 0; i < 30; i++) {
            gateway.getAsHq("/api/v1/orders");
        }

        assertThat(circuit(Service.ORDER)).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aProblemOfTheServicePassesWordForWord() {
        String problem =
                "{\"type\":\"https://qudao.org/problems/credit-exceeded\",\"status\":422,\"receipt\":{\"a\":1}}";
        orderServiceAnswers(aResponse()
                .withStatus(422)
                .withHeader("Content-Type", "application/problem+json")
                .withBody(problem));

        HttpResponse<String> response = post();

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 599})
    void anErrorPageOfTheServicesContainerIs502AndLeaksNothing(int status) {
        orderServiceAnswers(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<h1>java.lang.IllegalStateException at org.qudao</h1>"));

        assertProblem(gateway.getAsHq("/api/v1/orders"), 502);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 413})
    void aBareRefusalOfTheServicesContainerKeepsItsStatus(int status) {
        orderServiceAnswers(aResponse().withStatus(status).withBody("Apache Tomcat/11"));

        assertProblem(gateway.getAsHq("/api/v1/orders"), status);
    }

    @Test
    void healthIs503AndNamesTheServiceThatIsNotReady() {
        gateway.service(Service.INVENTORY)
                .stubFor(any(urlEqualTo("/actuator/health/readiness"))
                        .willReturn(aResponse().withStatus(503)));

        await().untilAsserted(() -> {
            HttpResponse<String> response = gateway.get("/health");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).path("status").asString()).isEqualTo("DOWN");
            assertThat(json(response).path("services").path("inventory-service").asString())
                    .isEqualTo("DOWN");
            assertThat(json(response).path("services").path("order-service").asString())
                    .isEqualTo("UP");
        });
    }

    @Test
    void healthAnswersInTimeWhenAServiceHangs() {
        gateway.service(Service.DEALER)
                .stubFor(any(urlEqualTo("/actuator/health/readiness"))
                        .willReturn(aResponse().withFixedDelay(20_000)));

        await().untilAsserted(() -> {
            HttpResponse<String> response = gateway.send("/health", request -> request.timeout(Duration.ofSeconds(3)));
            assertThat(json(response).path("services").path("dealer-service").asString())
                    .isEqualTo("DOWN");
        });
    }
}
