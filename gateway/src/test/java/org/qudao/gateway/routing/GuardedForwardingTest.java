package org.qudao.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

class GuardedForwardingTest {

    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("order-service");
    private final GuardedForwarding forwarding = new GuardedForwarding(
            Service.ORDER,
            Bulkhead.ofDefaults("requests"),
            Bulkhead.ofDefaults("imports"),
            breaker,
            Set.of(HttpMethod.POST));

    @Test
    void aConnectionThatWasNotToBeHadIsNoFailureOfTheService() throws Exception {
        ServerResponse response = failing(new ConnectionRequestTimeoutException("Timeout deadline: 1000 ms"));

        assertThat(response.statusCode().value()).isEqualTo(503);
        assertThat(response.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void anAnswerThatDoesNotComeIsAFailureOfTheService() throws Exception {
        assertThat(failing(new SocketTimeoutException("Read timed out"))
                        .statusCode()
                        .value())
                .isEqualTo(503);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    private ServerResponse failing(IOException cause) throws Exception {
        return forwarding.filter(
                ServerRequest.create(new MockHttpServletRequest("POST", "/api/v1/orders"), List.of()), _ -> {
                    throw new ResourceAccessException("I/O error", cause);
                });
    }
}
