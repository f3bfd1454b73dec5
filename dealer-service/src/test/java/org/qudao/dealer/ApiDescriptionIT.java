package org.qudao.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDescriptionIT extends RunningService {

    @Test
    void describesEveryOperationWithASummary() {
        Answer description = send("GET", null, "/../../v3/api-docs", null, "application/json");
        assertThat(description.status()).as(description.text()).isEqualTo(200);
        assertThat(description.at("/paths").propertyNames())
                .contains(
                        "/api/v1/nodes",
                        "/api/v1/nodes/{id}/move",
                        "/api/v1/territories",
                        "/api/v1/salespeople",
                        "/api/v1/targets",
                        "/api/v1/target-plans/{id}/publish",
                        "/api/v1/attainment",
                        "/api/v1/sales");
        List<String> silent = new ArrayList<>();
        description.at("/paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    if (!path.getKey().startsWith("/api/v1/imports")
                            && operation.getValue().at("/summary").asString("").isEmpty()) {
                        silent.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(silent).isEmpty();
        assertThat(description.text()).doesNotContain("\"caller\"");
    }
}
