package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.qudao.gateway.GatewayIT.assertProblem;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.gateway.routing.Service;

class LimitsIT {

    private static final int MEGABYTE = 1024 * 1024;

    private static TestGateway gateway;
    private static HttpServer dealerService;
    private static final AtomicLong bytesArrived = new AtomicLong();
    private static final AtomicInteger uploadsCompleted = new AtomicInteger();

    /** Reads an upload like a service: as it comes; refuses one that is marked so without reading it. */
    @BeforeAll
    static void start() throws IOException {
        dealerService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dealerService.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        dealerService.createContext("/api/v1/imports/nodes", exchange -> {
            try (exchange) {
                byte[] buffer = new byte[64 * 1024];
                InputStream body = exchange.getRequestBody();
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytesArrived.addAndGet(read);
                }
                uploadsCompleted.incrementAndGet();
                byte[] answer = Long.toString(bytesArrived.get()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        dealerService.start();
        gateway = new TestGateway(
                "qudao.services.dealer.url=http://localhost:"
                        + dealerService.getAddress().getPort(),
                "qudao.gateway.request-limits.import-body=16MB",
                "qudao.gateway.request-limits.patience.start=2s",
                "qudao.gateway.timeouts.response=300ms",
                "qudao.gateway.rate-limits.client.per-second=2",
                "qudao.gateway.rate-limits.client.burst=5",
                "qudao.gateway.rate-limits.anonymous.per-second=50",
                "qudao.gateway.rate-limits.anonymous.burst=50",
                "qudao.gateway.rate-limits.remembered-clients=100");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        dealerService.stop(0);
    }

    @BeforeEach
    void reset() {
        gateway.reset();
        bytesArrived.set(0);
        uploadsCompleted.set(0);
    }

    @Test
    void aClientThatIsTooFastHears429AndOthersDoNot() {
        String fast = "Bearer " + gateway.issuer.token("fast", "DEALER");
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.get("/api/v1/orders", "Authorization", fast).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> refused = gateway.get("/api/v1/orders", "Authorization", fast);

        assertProblem(refused, 429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(gateway.get("/api/v1/orders", "Authorization", "Bearer " + gateway.issuer.token("calm", "DEALER"))
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(
                        gateway.get("/api/v1/orders", "Authorization", fast).statusCode())
                .isEqualTo(200));
    }

    @Test
    void aBodyThatDoesNotComeOnIsNotWaitedFor() throws IOException {
        try (Socket socket = new Socket("localhost", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(importHead("Content-Length: 100000", "slow"));
            await().atMost(Duration.ofSeconds(15)).until(() -> {
                try {
                    out.write('x');
                    return false;
                } catch (SocketException closed) {
                    return true;
                }
            });
            assertThat(uploadsCompleted).hasValue(0);
        }
    }

    @Test
    void aSmallBodyTakesAConnectionToTheServiceWhenItIsComplete() throws IOException {
        try (Socket socket = new Socket("localhost", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(importHead("Content-Length: 100", "halting"));
            out.write(new byte[60]);
            out.flush();
            await().during(Duration.ofSeconds(1)).until(() -> bytesArrived.get() == 0);
            out.write(new byte[40]);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("100");
        }
    }

    @Test
    void guessingTokensEndsIn429WhileValidOnesPass() {
        await().untilAsserted(() -> {
            HttpResponse<String> last = gateway.get("/api/v1/orders", "Authorization", "Bearer guess");
            for (int i = 0; i < 200 && last.statusCode() == 401; i++) {
                last = gateway.get("/api/v1/orders", "Authorization", "Bearer guess");
            }
            assertProblem(last, 429);
        });
        assertThat(gateway.get("/api/v1/orders", "Authorization", "Bearer " + gateway.issuer.token("other", "DEALER"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anImportStreamsThroughWhileItIsStillBeingSent() throws IOException {
        try (Socket client = new Socket("localhost", gateway.port())) {
            client.setSoTimeout(10_000);
            OutputStream out = client.getOutputStream();
            out.write(importHead("Content-Length: " + 8 * MEGABYTE, "streaming"));
            out.write(new byte[4 * MEGABYTE]);
            out.flush();

            await().untilAtomic(bytesArrived, org.hamcrest.Matchers.greaterThan(3L * MEGABYTE));

            out.write(new byte[4 * MEGABYTE]);
            out.flush();
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith(Integer.toString(8 * MEGABYTE));
        }
    }

    @Test
    void anImportWithoutLengthIsCutAtTheLimit() {
        HttpResponse<String> response = gateway.send("/api/v1/imports/nodes", request -> request.header(
                        "Authorization", "Bearer " + gateway.issuer.token("endless", "HQ"))
                .POST(BodyPublishers.ofInputStream(() -> new Zeros(17L * MEGABYTE))));

        assertProblem(response, 413);
        assertThat(bytesArrived.get()).isLessThanOrEqualTo(16L * MEGABYTE);
        assertThat(uploadsCompleted).as("seen as complete by the service").hasValue(0);
        assertThat(circuit(Service.DEALER)).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1048576", "Transfer-Encoding: chunked"})
    void anUploadThatTheClientBreaksOffIsNeitherCompleteNorCountedAgainstTheService(String length) throws IOException {
        CircuitBreaker breaker = gateway.bean(CircuitBreakerRegistry.class).circuitBreaker(Service.DEALER.id());
        for (int i = 0; i < 3; i++) {
            long before = bytesArrived.get();
            try (Socket client = new Socket("localhost", gateway.port())) {
                client.getOutputStream().write(importHead(length, "broken" + i + length.charAt(0)));
                if (length.contains("chunked")) {
                    client.getOutputStream().write("80000\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                client.getOutputStream().write(new byte[200_000]);
                client.getOutputStream().flush();
                await().until(() -> bytesArrived.get() > before);
            }
        }

        await().during(Duration.ofMillis(500))
                .until(() -> breaker.getMetrics().getNumberOfBufferedCalls() == 0 && uploadsCompleted.get() == 0);
    }

    @Test
    void anEarlyRefusalOfAnImportReachesTheClient() {
        gateway.service(Service.ORDER)
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Content-Type", "application/problem+json")
                                .withBody("{}")));

        HttpResponse<String> response = gateway.send("/api/v1/imports/orders", request -> request.header(
                        "Authorization", "Bearer " + gateway.issuer.token("refused", "HQ"))
                .POST(BodyPublishers.ofByteArray(new byte[6 * MEGABYTE])));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    private static byte[] importHead(String length, String subject) {
        return ("POST /api/v1/imports/nodes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                        + length + "\r\nAuthorization: Bearer " + gateway.issuer.token(subject, "HQ") + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static CircuitBreaker.State circuit(Service service) {
        return gateway.bean(CircuitBreakerRegistry.class)
                .circuitBreaker(service.id())
                .getState();
    }

    /** So many zero bytes. */
    private static class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            left -= read;
            return read;
        }
    }
}
