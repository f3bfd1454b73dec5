package org.qudao.gateway.health;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qudao.gateway.BrokenAnswer;
import org.qudao.gateway.ServiceStandIns;
import org.springframework.boot.availability.ApplicationAvailabilityBean;

class ProductHealthIT {

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
    void theOthersAreReady() {
        services.reset();
        services.others.stubFor(any(anyUrl()).willReturn(ok()));
    }

    /** The slow ones take twenty seconds. */
    @ParameterizedTest
    @EnumSource(BrokenAnswer.class)
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServiceWhoseAnswerIsNoneIsDownAndKeepsNobodyWaiting(BrokenAnswer broken) {
        services.order.stubFor(any(anyUrl()).willReturn(broken.response()));

        assertThat(health().check())
                .containsEntry("order-service", false)
                .containsEntry("dealer-service", true)
                .containsEntry("inventory-service", true)
                .containsEntry("forecast-service", true);
    }

    private static ProductHealth health() {
        return new ProductHealth(services.addresses(), new ApplicationAvailabilityBean());
    }
}
