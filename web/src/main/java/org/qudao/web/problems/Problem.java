package org.qudao.web.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** An answer by RFC 9457. Texts are constants of the product, never messages of exceptions. */
public record Problem(int status, String slug, String title, String detail, @Nullable Duration retryAfter) {

    private static final String TYPES = "https://qudao.org/problems/";
    private static final JsonMapper JSON = JsonMapper.shared();

    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status.value(), slug, title, detail, null);
    }

    /** A problem that says no more than the status itself. */
    public static Problem ofStatus(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem(status, "http-" + status, title, detailOf(status), null);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(status, slug, title, detail, wait);
    }

    /** Writes the problem unless the answer has already begun. */
    public void sendTo(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds());
        }
        byte[] body = body();
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    public ServerResponse toResponse() {
        ServerResponse.BodyBuilder response =
                ServerResponse.status(HttpStatusCode.valueOf(status)).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds());
        }
        return response.body(body());
    }

    public byte[] body() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPES + slug);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        return JSON.writeValueAsBytes(members);
    }

    /** Whole seconds, rounded up: a client that waits so long is not refused again for the same reason. */
    private String retryAfterSeconds() {
        long millis = retryAfter == null ? 0 : retryAfter.toMillis();
        return Long.toString(Math.max(1, Math.ceilDiv(millis, 1000L)));
    }

    private static String detailOf(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 401 -> "A valid token is required.";
            case 403 -> "The token does not permit this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "The address does not support this method.";
            case 406 -> "The address cannot answer in a media type that the request accepts.";
            case 413 -> "The request is too large.";
            case 414 -> "The address is too long.";
            case 415 -> "The address does not read this media type.";
            case 431 -> "The request's headers are too large.";
            default ->
                status >= 500 ? "The request could not be served. Try again later." : "The request was not accepted.";
        };
    }
}
