package org.qudao.e2e.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Api anybody = Installation.shared().as("");

    @Test
    void publishedDescriptionIsWhatTheServicesServe() {
        JsonNode served = complete();
        Object sorted = JSON.treeToValue(served, Object.class);
        PublishedDescription.check(
                "openapi.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted) + "\n");
    }

    @Test
    void describesTheOperationsOfEveryService() {
        List<String> paths = new ArrayList<>();
        complete().get("paths").propertyNames().forEach(paths::add);
        assertThat(paths)
                .contains(
                        "/api/v1/nodes",
                        "/api/v1/orders",
                        "/api/v1/order-previews",
                        "/api/v1/stock",
                        "/api/v1/attainment",
                        "/api/v1/forecasts",
                        "/api/v1/replenishment-proposals")
                .noneMatch(path -> path.startsWith("/actuator"));
    }

    /** A service that has just started on a busy machine may be too late for the first page, which says so. */
    private JsonNode complete() {
        return await("all services have told their API")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> anybody.get("/openapi.json"),
                        page -> page.status() == 200 && !page.json().has("x-unavailable-services"))
                .json();
    }
}
