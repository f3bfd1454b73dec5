package org.qudao.order.previewing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.security.CallersToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks inventory-service over HTTP with the caller's own token. One attempt, one deadline for all of it, and a breaker that stops
 * asking when inventory is down: a preview without stock is better than a preview that waits. Never an exception.
 */
@Component
class InventoryAvailability implements Availability, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(InventoryAvailability.class);
    private static final Duration CONNECT = Duration.ofMillis(300);

    /** Inventory answers for at most so many at once. */
    private static final int SKUS_PER_CALL = 100;

    private final RestClient inventory;
    private final CircuitBreaker breaker;
    private final TimeLimiter deadline;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final ContextSnapshotFactory contexts =
            ContextSnapshotFactory.builder().build();
    private final MeterRegistry meters;

    InventoryAvailability(
            RestClient.Builder builder,
            CircuitBreakerRegistry breakers,
            MeterRegistry meters,
            @Value("${qudao.inventory-url}") String url,
            @Value("${qudao.availability.deadline}") Duration deadline) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(deadline);
        this.inventory = builder.clone().baseUrl(url).requestFactory(requests).build();
        this.breaker = breakers.circuitBreaker("availability");
        this.deadline = TimeLimiter.of(
                "availability",
                TimeLimiterConfig.custom()
                        .timeoutDuration(deadline)
                        .cancelRunningFuture(true)
                        .build());
        this.meters = meters;
    }

    /** What we read of inventory's answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StockAnswer(@Nullable List<Item> items) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Item(
                @Nullable String sku,
                @Nullable Long available,
                @Nullable List<Expected> expected,
                @Nullable LocalDate overdueSince) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Expected(@Nullable LocalDate on, @Nullable Long quantity) {}
    }

    @Override
    public Answer of(List<String> skus) {
        String token = CallersToken.current();
        Callable<Answer> call = contexts.captureAll().wrap(() -> ask(skus, token));
        try {
            Answer answer = breaker.executeCallable(() -> deadline.executeFutureSupplier(() -> calls.submit(call)));
            count("known");
            return answer;
        } catch (CallNotPermittedException e) {
            return unknown("breaker_open", "inventory has not answered for a while and is not asked for some seconds");
        } catch (TimeoutException e) {
            return unknown("timeout", "inventory did not answer in time");
        } catch (Exception e) {
            log.info("No availability: {}", e.toString());
            return unknown("failed", "inventory could not answer");
        }
    }

    private Answer ask(List<String> skus, @Nullable String token) {
        Map<String, Stock> bySku = new HashMap<>();
        for (int from = 0; from < skus.size(); from += SKUS_PER_CALL) {
            List<String> some = skus.subList(from, Math.min(from + SKUS_PER_CALL, skus.size()));
            bySku.putAll(askOnce(some, token));
        }
        return new Answer.Known(bySku);
    }

    private Map<String, Stock> askOnce(List<String> skus, @Nullable String token) {
        StockAnswer answer = inventory
                .get()
                .uri(uri -> uri.path("/api/v1/availability")
                        .queryParam("sku", "{skus}")
                        .build(String.join(",", skus)))
                .headers(headers -> bearer(headers, token))
                .retrieve()
                .body(StockAnswer.class);
        if (answer == null || answer.items() == null) {
            throw new IllegalStateException("an answer without items");
        }
        Map<String, Stock> bySku = new HashMap<>();
        for (StockAnswer.Item item : answer.items()) {
            if (item == null || item.sku() == null || item.available() == null || item.available() < 0) {
                throw new IllegalStateException("an item without sku or available");
            }
            bySku.put(item.sku(), new Stock(item.available(), expected(item), item.overdueSince()));
        }
        if (!bySku.keySet().containsAll(skus)) {
            throw new IllegalStateException("an answer without all that was asked for");
        }
        return bySku;
    }

    private static List<Expected> expected(StockAnswer.Item item) {
        if (item.expected() == null) {
            return List.of();
        }
        List<Expected> expected = new ArrayList<>();
        for (StockAnswer.Expected more : item.expected()) {
            if (more == null || more.on() == null || more.quantity() == null || more.quantity() < 0) {
                throw new IllegalStateException("an expectation without day or quantity");
            }
            expected.add(new Expected(more.on(), more.quantity()));
        }
        expected.sort(Comparator.comparing(Expected::on));
        return expected;
    }

    private Answer unknown(String outcome, String why) {
        count(outcome);
        return new Answer.Unknown(why);
    }

    private void count(String outcome) {
        meters.counter("qudao.availability.calls", "outcome", outcome).increment();
    }

    private static void bearer(HttpHeaders headers, @Nullable String token) {
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }

    @Override
    public void destroy() {
        calls.shutdownNow();
    }
}
