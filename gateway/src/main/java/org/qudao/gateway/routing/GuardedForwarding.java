package org.qudao.gateway.routing;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.qudao.gateway.limits.RequestBodyFailure;
import org.qudao.gateway.problems.Refused;
import org.qudao.web.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Forwards a request through a bulkhead of the service, one for imports and other {@link LongWork} and one for all else, and through
 * its circuit breaker. More
 * requests at once than the service can work on are refused here, at once: waiting for their turn they would time out all together. No
 * answer, or one of 5xx, counts against the service; a client that breaks off does not. What a service says is passed on when it is a
 * proper answer, and replaced when it is a container's error page.
 */
class GuardedForwarding implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(GuardedForwarding.class);
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER_CROWD = Duration.ofSeconds(1);

    private final Service service;
    private final Bulkhead requests;
    private final Bulkhead imports;
    private final CircuitBreaker breaker;
    private final Set<HttpMethod> methods;

    GuardedForwarding(
            Service service, Bulkhead requests, Bulkhead imports, CircuitBreaker breaker, Set<HttpMethod> methods) {
        this.service = service;
        this.requests = requests;
        this.imports = imports;
        this.breaker = breaker;
        this.methods = methods;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!methods.contains(request.method())) {
            throw new Refused(Problem.ofStatus(405));
        }
        RequestBodyFailure unreadable = RequestBodyFailure.whileReadingAhead(request.servletRequest());
        if (unreadable != null) {
            return unreadable.problem().toResponse();
        }
        Bulkhead bulkhead = LongWork.is(request.servletRequest()) ? imports : requests;
        if (!bulkhead.tryAcquirePermission()) {
            return crowded();
        }
        try {
            return forward(request, next);
        } finally {
            bulkhead.onComplete();
        }
    }

    private ServerResponse forward(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!breaker.tryAcquirePermission()) {
            return unavailable("It failed too often and is left alone for a moment.")
                    .retryAfter(waitInOpenState())
                    .toResponse();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            ServerResponse response = next.handle(request);
            boolean failed = response.statusCode().is5xxServerError();
            if (failed) {
                breaker.onError(since(start), breaker.getTimestampUnit(), new IOException("5xx"));
            } else {
                breaker.onSuccess(since(start), breaker.getTimestampUnit());
            }
            if (!isProper(response)) {
                return replaced(request, response);
            }
            watchBody(request, start);
            return response;
        } catch (ResourceAccessException e) {
            return unanswered(request, e, start);
        } catch (Exception e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private ServerResponse unanswered(ServerRequest request, ResourceAccessException e, long start) {
        RequestBodyFailure failure = RequestBodyFailure.of(request.servletRequest());
        if (failure != null) {
            breaker.releasePermission();
            return failure.problem().toResponse();
        }
        Throwable cause = e.getMostSpecificCause();
        if (cause instanceof ConnectionRequestTimeoutException) {
            breaker.releasePermission(); // the service was never asked
            return crowded();
        }
        breaker.onError(since(start), breaker.getTimestampUnit(), e);
        log.warn("{} did not answer {}: {}", service.id(), request.method(), cause.toString());
        String why = cause instanceof InterruptedIOException ? "It did not answer in time." : "It did not answer.";
        boolean safe =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        String advice = safe ? "" : " Whether the request took effect is not known: repeat it with the same key.";
        return unavailable(why + advice).retryAfter(RETRY_AFTER_FAILURE).toResponse();
    }

    /** The body is still to come. When it breaks off, that is a failure too. */
    private void watchBody(ServerRequest request, long start) {
        InputStream body = MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR);
        if (body != null) {
            MvcUtils.putAttribute(request, MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR, new AnswerBody(body, failure -> {
                breaker.onError(since(start), breaker.getTimestampUnit(), failure);
                log.warn("{} broke off its answer: {}", service.id(), failure.toString());
                return new Refused(unavailable("It broke off its answer.").retryAfter(RETRY_AFTER_FAILURE));
            }));
        }
    }

    private ServerResponse crowded() {
        return unavailable("It has as many requests in hand as it can work on. This one was not begun.")
                .retryAfter(RETRY_AFTER_CROWD)
                .toResponse();
    }

    private Problem unavailable(String why) {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "A service is not available",
                service.id() + " is not available. " + why);
    }

    private static boolean isProper(ServerResponse response) {
        if (!response.statusCode().isError()) {
            return true;
        }
        MediaType type = response.headers().getContentType();
        return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** An error that is not a problem comes from the service's container, not from the service. */
    private ServerResponse replaced(ServerRequest request, ServerResponse response) {
        ClientHttpResponse answer = MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR);
        if (answer != null) {
            answer.close();
        }
        int status = response.statusCode().value();
        return switch (status) {
            case 502, 503, 504 ->
                unavailable("It cannot serve the request now.")
                        .retryAfter(RETRY_AFTER_FAILURE)
                        .toResponse();
            default ->
                response.statusCode().is5xxServerError()
                        ? Problem.ofStatus(502).toResponse()
                        : Problem.ofStatus(status).toResponse();
        };
    }

    private Duration waitInOpenState() {
        long millis = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return Duration.ofMillis(millis);
    }

    private long since(long start) {
        return breaker.getCurrentTimestamp() - start;
    }
}
