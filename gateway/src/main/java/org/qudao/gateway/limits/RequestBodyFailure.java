package org.qudao.gateway.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.web.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.WebUtils;

/** Why the body of a request could not be read to its end: not the fault of the service it was meant for. */
public enum RequestBodyFailure {
    /** More bytes than allowed. */
    TOO_LARGE,
    /** Fewer bytes in the time than a client that means to end. */
    TOO_SLOW,
    /** The gateway has no room for another large one. */
    NO_ROOM,
    /** The client broke off, or sent nothing for too long. */
    BROKEN_OFF;

    private static final Duration RETRY_WITHOUT_ROOM = Duration.ofSeconds(1);
    private static final String ATTRIBUTE = RequestBodyFailure.class.getName();

    public static @Nullable RequestBodyFailure of(HttpServletRequest request) {
        return (RequestBodyFailure) request.getAttribute(ATTRIBUTE);
    }

    /** Waits for the whole body, or the begin of an upload. Says why it could not be read. */
    public static @Nullable RequestBodyFailure whileReadingAhead(HttpServletRequest request) throws IOException {
        LimitedBody body = WebUtils.getNativeRequest(request, LimitedBody.class);
        try {
            if (body != null) {
                body.readAhead(Objects.requireNonNullElse(request.getRemoteUser(), ""));
            }
            return null;
        } catch (UnreadableBody e) {
            return of(request);
        }
    }

    IOException recordedIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        return new UnreadableBody(name());
    }

    public Problem problem() {
        return switch (this) {
            case TOO_LARGE ->
                Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "request-too-large",
                        "The request is too large",
                        "The body has more bytes than this address takes.");
            case TOO_SLOW ->
                Problem.of(
                        HttpStatus.REQUEST_TIMEOUT,
                        "request-too-slow",
                        "The request is too slow",
                        "The body came so slowly that it was not waited for. Send it again, faster.");
            case NO_ROOM ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "too-many-large-requests",
                                "Too many large requests",
                                "There is no room for another large request at this moment. This one was not begun.")
                        .retryAfter(RETRY_WITHOUT_ROOM);
            case BROKEN_OFF ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "request-incomplete",
                        "The request is incomplete",
                        "The body ended before its announced end.");
        };
    }

    /** Thrown by the stream of the body. Whoever passes the body on must break off too, not end it in order. */
    public static class UnreadableBody extends IOException {

        UnreadableBody(String message) {
            super(message);
        }
    }
}
