package org.qudao.gateway.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.qudao.web.problems.Problem;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The port is open before the forwarding is set up, which would answer the first requests after a restart with 500. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class NotBeforeReady extends OncePerRequestFilter {

    private volatile boolean ready;

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        ready = true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ready) {
            chain.doFilter(request, response);
        } else {
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "starting", "Starting", "The gateway is not ready yet.")
                    .retryAfter(Duration.ofSeconds(2))
                    .sendTo(response);
        }
    }
}
