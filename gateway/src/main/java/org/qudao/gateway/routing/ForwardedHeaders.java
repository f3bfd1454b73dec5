package org.qudao.gateway.routing;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Headers that pass the gateway. Requests have an allow-list: whatever a client invents ({@code X-Forwarded-For}, {@code
 * X-User}, names listed in {@code Connection}) cannot reach a service. The trace's headers are set anew by the client.
 */
final class ForwardedHeaders {

    private static final Set<String> TO_SERVICES = Set.of(
            "accept",
            "accept-language",
            "authorization",
            "content-encoding",
            "content-length",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "import-id",
            "user-agent");

    private static final Set<String> NOT_TO_CLIENTS = Set.of("set-cookie", "server", "x-powered-by", "via");

    private ForwardedHeaders() {}

    @Component
    static class OfRequests implements RequestHttpHeadersFilter, Ordered {

        @Override
        public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
            HttpHeaders kept = new HttpHeaders();
            headers.forEach((name, values) -> {
                if (TO_SERVICES.contains(name.toLowerCase(Locale.ROOT))) {
                    kept.addAll(name, values);
                }
            });
            return kept;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    @Component
    static class OfAnswers implements ResponseHttpHeadersFilter, Ordered {

        @Override
        public HttpHeaders apply(HttpHeaders headers, ServerResponse response) {
            HttpHeaders kept = new HttpHeaders();
            headers.forEach((name, values) -> {
                if (!NOT_TO_CLIENTS.contains(name.toLowerCase(Locale.ROOT))) {
                    kept.addAll(name, values);
                }
            });
            URI location = headers.getLocation();
            if (location != null && location.isAbsolute()) {
                kept.setLocation(withoutOrigin(location));
            }
            return kept;
        }

        /** A service knows itself by an address that nobody outside can use. */
        private static URI withoutOrigin(URI location) {
            String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
            return URI.create(location.getRawPath() + query);
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
