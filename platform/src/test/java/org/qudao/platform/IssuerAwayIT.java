package org.qudao.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Infrastructure;
import org.qudao.web.test.TestIssuer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@SpringBootTest(
        classes = IssuerAwayIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=platform-test")
@DirtiesContext
class IssuerAwayIT {

    private static final TestIssuer ISSUER = new TestIssuer();

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "issuer-away");
        registry.add("QUDAO_ISSUER_URI", ISSUER::uri);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @SpringBootApplication
    @Import(Platform.class)
    static class Application {

        @RestController
        static class Endpoint {

            @GetMapping("/api/v1/greeting")
            @PreAuthorize("hasRole('HQ')")
            String greet() {
                return "hello";
            }
        }
    }

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Test
    void theIssuerMayStartLastAndLeaveForAWhile() {
        ISSUER.fallSilent();
        assertUnavailable(get(port, "/api/v1/greeting", ISSUER.hq()));
        assertUnavailable(get(managementPort, "/actuator/prometheus", ISSUER.hq()));
        assertThat(get(managementPort, "/actuator/health/liveness", null)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(get(port, "/api/v1/greeting", null).getStatusCode().value()).isEqualTo(401);

        ISSUER.answer();
        await().untilAsserted(() ->
                assertThat(get(port, "/api/v1/greeting", ISSUER.hq()).getBody()).isEqualTo("hello"));
        assertForged(ISSUER.withUnknownKey());

        ISSUER.fallSilent();
        assertThat(get(port, "/api/v1/greeting", ISSUER.hq()).getBody()).isEqualTo("hello");
        assertForged(ISSUER.withForgedSignature());
    }

    private void assertForged(String token) {
        ResponseEntity<String> response = get(port, "/api/v1/greeting", token);
        assertThat(response.getStatusCode().value()).isEqualTo(401);
        assertThat(response.getBody()).contains("problems/unauthenticated");
    }

    private static void assertUnavailable(ResponseEntity<String> response) {
        assertThat(response.getStatusCode().value()).isEqualTo(503);
        assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE)).isEqualTo("application/problem+json");
        assertThat(response.getBody()).contains("\"type\":\"https://qudao.org/problems/issuer-unavailable\"");
    }

    private static ResponseEntity<String> get(int port, String path, @Nullable String token) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange((request, response) -> ResponseEntity.status(response.getStatusCode())
                        .headers(response.getHeaders())
                        .body(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)));
    }
}
