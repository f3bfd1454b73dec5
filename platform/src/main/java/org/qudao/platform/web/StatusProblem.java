package org.qudao.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A problem that says no more than the status itself, for what never reached a controller. */
public final class StatusProblem {

    private StatusProblem() {}

    /** Writes the problem unless the answer has already begun. */
    public static void send(HttpServletResponse response, int status) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        HttpStatus known = HttpStatus.resolve(status);
        response.getOutputStream()
                .write("""
                        {"type":"%s","title":"%s","status":%d,"detail":"%s"}"""
                        .formatted(
                                Refusal.type("http-" + status),
                                known == null ? "Error" : known.getReasonPhrase(),
                                status,
                                detail(known))
                        .getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private static String detail(@Nullable HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request is malformed.";
            case NOT_FOUND -> "There is nothing at this address.";
            case null -> "The request was not accepted.";
            default ->
                status.is5xxServerError()
                        ? "The request could not be served. Try again later."
                        : "The request was not accepted.";
        };
    }
}
