package org.qudao.gateway.routing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the gateway itself asks services. The deadline holds for the whole answer, while the time-out of a {@link HttpRequest} ends where
 * the body begins. No circuit breaker: see {@code docs/adr/015}.
 */
public final class Inquiry {

    private final Duration deadline;
    private final HttpClient http;

    public Inquiry(Duration deadline) {
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
    }

    /** Fails when there is no whole answer in time; what was still to come is not read then. */
    public <T> CompletableFuture<HttpResponse<T>> get(URI address, BodyHandler<T> body) {
        CompletableFuture<HttpResponse<T>> answer =
                http.sendAsync(HttpRequest.newBuilder(address).build(), body);
        return answer.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> answer.cancel(true));
    }
}
