package org.qudao.order.returning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.security.CallersToken;
import org.qudao.platform.web.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks inventory-service over HTTP with the caller's own token. Unlike a preview, a receipt cannot do without the answer: nothing is
 * stored, and the caller comes again.
 */
@Component
class InventoryWarehouses implements Warehouses {

    private static final Logger log = LoggerFactory.getLogger(InventoryWarehouses.class);
    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final RestClient inventory;
    private final CircuitBreaker breaker;

    InventoryWarehouses(
            RestClient.Builder builder,
            CircuitBreakerRegistry breakers,
            @Value("${qudao.inventory-url}") String url,
            @Value("${qudao.returns.warehouse-deadline}") Duration deadline) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(deadline);
        this.inventory = builder.clone().baseUrl(url).requestFactory(requests).build();
        this.breaker = breakers.circuitBreaker("warehouses");
    }

    /** What we read of inventory's answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PlaceAnswer(@Nullable String kind) {}

    @Override
    public boolean has(String id) {
        try {
            return breaker.executeSupplier(() -> ask(id));
        } catch (RuntimeException e) {
            log.info("Inventory does not tell whether {} is a warehouse: {}", id, e.toString());
            Refusal later = new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "inventory-unavailable",
                    "Temporarily unavailable",
                    "Inventory cannot say now whether the warehouse exists. Nothing was recorded; repeat the request.");
            later.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            throw later;
        }
    }

    private boolean ask(String id) {
        return inventory
                .get()
                .uri("/api/v1/places/{id}", id)
                .headers(InventoryWarehouses::bearer)
                .exchangeForRequiredValue((request, answer) -> {
                    HttpStatus status =
                            HttpStatus.valueOf(answer.getStatusCode().value());
                    if (status == HttpStatus.NOT_FOUND) {
                        return false;
                    }
                    if (!status.is2xxSuccessful()) {
                        throw new IllegalStateException("inventory answered " + status);
                    }
                    PlaceAnswer place = answer.bodyTo(PlaceAnswer.class);
                    if (place == null || place.kind() == null) {
                        throw new IllegalStateException("an answer without kind");
                    }
                    return place.kind().equals("WAREHOUSE");
                });
    }

    private static void bearer(HttpHeaders headers) {
        String token = CallersToken.current();
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }
}
