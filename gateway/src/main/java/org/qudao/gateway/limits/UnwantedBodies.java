package org.qudao.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads what is left of a body when the request has been answered, for a client reads the answer only when it has sent everything. The
 * container would do that as long as it takes; this ends the connection when it takes too long.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class UnwantedBodies extends OncePerRequestFilter {

    /** As {@code server.tomcat.max-swallow-size}: with more to come, the container closes the connection at once. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final RequestLimits limits;

    UnwantedBodies(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        ServletInputStream rest = request.getInputStream();
        if (rest.isFinished() || request.getContentLengthLong() > MOST_BYTES) {
            return;
        }
        response.flushBuffer();
        if (RequestBodyFailure.of(request) == RequestBodyFailure.TOO_SLOW) {
            throw new CloseNowException("The rest of the request would come as slowly");
        }
        read(rest);
    }

    private void read(ServletInputStream rest) throws IOException {
        Pace pace = limits.pace();
        byte[] unwanted = new byte[8192];
        long count = 0;
        int read = 0;
        while (read >= 0 && count < MOST_BYTES) {
            try {
                read = pace.read(rest, unwanted, 0, unwanted.length);
            } catch (IOException e) {
                throw new CloseNowException(e);
            }
            count += Math.max(0, read);
            if (pace.isTooSlow()) {
                throw new CloseNowException("The rest of the request comes too slowly");
            }
        }
    }
}
