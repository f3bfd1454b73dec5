package org.qudao.gateway.health;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.qudao.gateway.routing.Inquiry;
import org.qudao.gateway.routing.Service;
import org.qudao.gateway.routing.ServiceAddresses;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/** Asks all services at once whether they are ready. An answer is kept for a moment: this address is open to everybody. */
@Component
class ProductHealth {

    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

    private final ServiceAddresses addresses;
    private final ApplicationAvailability gateway;
    private final Inquiry inquiry = new Inquiry(DEADLINE);
    private Answer last = new Answer(Map.of(), System.nanoTime() - KEPT_NANOS);

    ProductHealth(ServiceAddresses addresses, ApplicationAvailability gateway) {
        this.addresses = addresses;
        this.gateway = gateway;
    }

    /** The service's name and whether it is ready, in the order of the services. */
    synchronized Map<String, Boolean> check() {
        if (System.nanoTime() - last.atNanos() >= KEPT_NANOS) {
            last = new Answer(ask(), System.nanoTime());
        }
        return last.ready();
    }

    private Map<String, Boolean> ask() {
        Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            asked.put(service.id(), isReady(addresses.of(service).managementUrl()));
        }
        Map<String, Boolean> ready = new LinkedHashMap<>();
        ready.put("gateway", gateway.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
        asked.forEach((name, answer) -> ready.put(name, answer.join()));
        return ready;
    }

    private CompletableFuture<Boolean> isReady(URI management) {
        return inquiry.get(management.resolve("/actuator/health/readiness"), HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() == 200);
    }

    private record Answer(Map<String, Boolean> ready, long atNanos) {}
}
