package org.qudao.gateway.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.gateway.BrokenAnswer;
import org.qudao.gateway.ServiceStandIns;
import org.qudao.gateway.problems.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The slow ones take twenty seconds. */
@Timeout(value = 15, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApiDocumentsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static ServiceStandIns services;

    @BeforeAll
    static void start() {
        services = new ServiceStandIns();
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @BeforeEach
    void reset() {
        services.reset();
    }

    @ParameterizedTest
    @EnumSource(BrokenAnswer.class)
    void aServiceWhoseAnswerIsNoneIsNamedAsMissingAndKeepsNobodyWaiting(BrokenAnswer broken) {
        assertOrderIsMissing(broken.response());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Welcome</html>",
                "{\"paths\":",
                "[]",
                "{\"paths\":[]}",
                "{\"paths\":{\"/api/v1/orders\":\"none\"}}",
                "{\"paths\":{},\"components\":[]}",
                "{\"paths\":{},\"components\":{\"schemas\":7}}"
            })
    void whatIsNoDescriptionOfAnApiIsMissing(String body) {
        assertOrderIsMissing(ok(body));
    }

    @Test
    void aDescriptionOfNineMegabytesIsMissing() {
        assertOrderIsMissing(okJson("{\"paths\":{},\"info\":{\"title\":\"" + "x".repeat(9 << 20) + "\"}}"));
    }

    @Test
    void withoutAnyAnswerThereIsNoDocument() {
        ApiDocuments documents = new ApiDocuments(services.addresses(), DEADLINE);
        assertThatThrownBy(documents::merged).isInstanceOf(Refused.class);
    }

    private static void assertOrderIsMissing(ResponseDefinitionBuilder answer) {
        services.others.stubFor(any(anyUrl())
                .willReturn(okJson("{\"paths\":{\"/api/v1/nodes\":{\"get\":{\"operationId\":\"nodes\"}}}}")));
        services.order.stubFor(any(anyUrl()).willReturn(answer));

        JsonNode merged = JsonMapper.shared().readTree(new ApiDocuments(services.addresses(), DEADLINE).merged());
        assertThat(merged.path("x-unavailable-services").toString()).isEqualTo("[\"order-service\"]");
        assertThat(merged.path("paths").propertyNames()).containsExactly("/api/v1/nodes");
    }
}
