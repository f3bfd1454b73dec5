package org.qudao.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import org.qudao.web.problems.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is too large, before anything else looks at it; and forms, whose fields the container would mix with those of the query.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RequestLimitsFilter extends OncePerRequestFilter {

    private final RequestLimits limits;
    private final BodyPlaces places;

    RequestLimitsFilter(RequestLimits limits, BodyPlaces places) {
        this.limits = limits;
        this.places = places;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (targetLength(request) > limits.target().toBytes()) {
            Problem.ofStatus(HttpStatus.URI_TOO_LONG.value()).sendTo(response);
            return;
        }
        if (headersLength(request) > limits.headers().toBytes()) {
            Problem.ofStatus(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value()).sendTo(response);
            return;
        }
        if (isForm(request)) {
            Problem.ofStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()).sendTo(response);
            return;
        }
        if (!hasReadableQuery(request)) {
            Problem.ofStatus(HttpStatus.BAD_REQUEST.value()).sendTo(response);
            return;
        }
        boolean upload = Imports.isUpload(request);
        long maxBytes = (upload ? limits.importBody() : limits.body()).toBytes();
        if (request.getContentLengthLong() > maxBytes) {
            RequestBodyFailure.TOO_LARGE.problem().sendTo(response);
            return;
        }
        LimitedBody body = new LimitedBody(request, maxBytes, upload, limits.patience(), places);
        try {
            chain.doFilter(body, response);
        } finally {
            body.forget();
        }
    }

    private static long targetLength(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().length() + (query == null ? 0 : 1L + query.length());
    }

    private static long headersLength(HttpServletRequest request) {
        long length = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                length += name.length() + value.length();
            }
        }
        return length;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return false;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/");
    }

    private static boolean hasReadableQuery(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
