package org.qudao.gateway.docs;

import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.qudao.gateway.problems.Refused;
import org.qudao.gateway.routing.Inquiry;
import org.qudao.gateway.routing.Service;
import org.qudao.gateway.routing.ServiceAddresses;
import org.qudao.web.problems.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches the services' documents and keeps the merged one: for long when it is complete, for seconds when a service did not answer. */
@Component
class ApiDocuments {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long MAX_BYTES = 8L * 1024 * 1024;
    private static final Duration KEPT_COMPLETE = Duration.ofMinutes(5);
    private static final Duration KEPT_INCOMPLETE = Duration.ofSeconds(3);

    private final ServiceAddresses addresses;
    private final Inquiry inquiry;
    private @Nullable Kept kept;

    @Autowired
    ApiDocuments(ServiceAddresses addresses) {
        this(addresses, DEADLINE);
    }

    ApiDocuments(ServiceAddresses addresses, Duration deadline) {
        this.addresses = addresses;
        this.inquiry = new Inquiry(deadline);
    }

    synchronized byte[] merged() {
        Kept current = kept;
        if (current == null || System.nanoTime() - current.untilNanos() >= 0) {
            current = fetch();
            kept = current;
        }
        if (current.json().length == 0) {
            throw new Refused(Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "service-unavailable",
                            "No service is available",
                            "None of the services has told its API.")
                    .retryAfter(KEPT_INCOMPLETE));
        }
        return current.json();
    }

    private Kept fetch() {
        Map<Service, CompletableFuture<JsonNode>> asked = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            asked.put(service, documentOf(addresses.of(service).url()));
        }
        MergedOpenApi merged = new MergedOpenApi("v1");
        List<String> missing = new ArrayList<>();
        asked.forEach((service, answer) -> {
            JsonNode document = answer.join();
            if (describesAnApi(document)) {
                merged.add(service, document);
            } else {
                missing.add(service.id());
            }
        });
        if (!missing.isEmpty()) {
            merged.missing(missing);
        }
        boolean nothing = missing.size() == Service.values().length;
        byte[] json = nothing ? new byte[0] : JsonMapper.shared().writeValueAsBytes(merged.document());
        Duration keep = missing.isEmpty() ? KEPT_COMPLETE : KEPT_INCOMPLETE;
        return new Kept(json, System.nanoTime() + keep.toNanos());
    }

    private CompletableFuture<JsonNode> documentOf(URI service) {
        return inquiry.get(
                        service.resolve("/v3/api-docs"), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
                .handle((response, failure) -> failure == null && response.statusCode() == 200
                        ? parsed(response.body())
                        : JsonMapper.shared().missingNode());
    }

    /** Whatever listens there could answer with JSON. */
    private static boolean describesAnApi(JsonNode document) {
        JsonNode components = document.path("components");
        return document.path("paths").isObject()
                && document.path("paths").valueStream().allMatch(JsonNode::isObject)
                && (components.isObject() || components.isMissingNode())
                && components.valueStream().allMatch(JsonNode::isObject);
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    private record Kept(byte[] json, long untilNanos) {}
}
