package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.qudao.gateway.TestGateway.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qudao.gateway.routing.Service;
import tools.jackson.databind.JsonNode;

class DocsIT {

    private static final String DOCUMENT =
            """
            {"openapi":"3.1.0","paths":{"%s":{"get":{"operationId":"list","responses":{}}}},"components":{"schemas":{}}}
            """;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void oneDocumentShowsAllServicesAndSaysWhichIsMissing() {
        GatewayIT.assertProblem(gateway.get("/openapi.json"), 503);

        tells(Service.DEALER, "/api/v1/nodes");
        tells(Service.ORDER, "/api/v1/orders");
        tells(Service.INVENTORY, "/api/v1/stock");
        gateway.service(Service.FORECAST)
                .stubFor(get("/v3/api-docs").willReturn(aResponse().withStatus(500)));
        JsonNode incomplete = await().atMost(Duration.ofSeconds(20))
                .until(() -> json(gateway.get("/openapi.json")), document -> document.has("paths"));
        assertThat(incomplete.path("paths").propertyNames())
                .containsExactlyInAnyOrder("/api/v1/nodes", "/api/v1/orders", "/api/v1/stock");
        assertThat(incomplete.path("x-unavailable-services").toString()).isEqualTo("[\"forecast-service\"]");
        assertThat(incomplete.path("info").path("description").asString()).contains("forecast-service");

        tells(Service.FORECAST, "/api/v1/forecasts");
        JsonNode complete = await().atMost(Duration.ofSeconds(20))
                .until(() -> json(gateway.get("/openapi.json")), document -> !document.has("x-unavailable-services"));
        assertThat(complete.path("paths").propertyNames()).contains("/api/v1/forecasts");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        HttpResponse<String> page = gateway.get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("*", "unsafe-eval");
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int checked = 0;
        while (links.find()) {
            assertThat(links.group(1)).startsWith("/docs/assets/");
            assertThat(gateway.get(links.group(1)).statusCode())
                    .as(links.group(1))
                    .isEqualTo(200);
            checked++;
        }
        assertThat(checked).isEqualTo(4);
        assertThat(gateway.get("/docs/assets/nothing.js").statusCode()).isEqualTo(404);
    }

    private static void tells(Service service, String path) {
        gateway.service(service).stubFor(get("/v3/api-docs").willReturn(okJson(DOCUMENT.formatted(path))));
    }
}
