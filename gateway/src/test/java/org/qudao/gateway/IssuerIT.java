package org.qudao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.qudao.gateway.GatewayIT.assertProblem;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class IssuerIT {

    @Test
    void theIssuerMayStartLastAndLeaveForAWhile() {
        try (TestGateway gateway = new TestGateway()) {
            gateway.issuer.fallSilent();
            HttpResponse<String> early = gateway.getAsHq("/api/v1/nodes");
            assertProblem(early, 503);
            assertThat(early.headers().firstValue("Retry-After")).isPresent();

            gateway.issuer.answer();
            await().untilAsserted(() ->
                    assertThat(gateway.getAsHq("/api/v1/nodes").statusCode()).isEqualTo(200));

            gateway.issuer.fallSilent();
            assertThat(gateway.getAsHq("/api/v1/nodes").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void inventedKeysDoNotReachTheIssuerAgainAndAgain() {
        try (TestGateway gateway = new TestGateway()) {
            for (int i = 0; i < 10; i++) {
                assertProblem(
                        gateway.get("/api/v1/nodes", "Authorization", "Bearer " + gateway.issuer.withUnknownKey()),
                        401);
            }
            assertThat(gateway.issuer.requests()).isLessThanOrEqualTo(4);
            assertThat(gateway.getAsHq("/api/v1/nodes").statusCode()).isEqualTo(200);
        }
    }
}
