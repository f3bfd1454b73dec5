package org.qudao.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** One route per service. The path goes through unchanged. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final String IMPORTS = "imports";

    @Bean
    RouterFunction<ServerResponse> routesToServices(
            ServiceAddresses addresses, BulkheadRegistry bulkheads, CircuitBreakerRegistry breakers) {
        RouterFunction<ServerResponse> routes = null;
        for (Service service : Service.values()) {
            RouterFunction<ServerResponse> route = route(service.id())
                    .route(addressesOf(service), http())
                    .before(uri(addresses.of(service).url()))
                    .filter(new GuardedForwarding(
                            service,
                            bulkheads.bulkhead(service.id()),
                            bulkheads.bulkhead(service.id() + "-" + IMPORTS, IMPORTS),
                            breakers.circuitBreaker(service.id()),
                            METHODS))
                    .build();
            routes = routes == null ? route : routes.and(route);
        }
        return Objects.requireNonNull(routes);
    }

    private static RequestPredicate addressesOf(Service service) {
        Set<String> paths = new TreeSet<>();
        service.segments().forEach(segment -> paths.add("/api/v1/" + segment + "/**"));
        service.importKinds().forEach(kind -> paths.add("/api/v1/imports/" + kind + "/**"));
        return paths.stream()
                .map(RequestPredicates::path)
                .reduce(RequestPredicate::or)
                .orElseThrow();
    }
}
