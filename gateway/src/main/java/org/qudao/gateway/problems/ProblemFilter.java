package org.qudao.gateway.problems;

import org.qudao.web.problems.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns what the other filters and handlers let through into a problem. An answer that has already begun is cut instead:
 * its receiver must not take the part for the whole.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ProblemFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(ProblemFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            problemOf(e).sendTo(response);
        }
    }

    private static Problem problemOf(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.problem();
            }
            if (cause instanceof AuthenticationServiceException) {
                return Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "issuer-unavailable",
                                "Tokens cannot be checked",
                                "The issuer of the tokens does not answer. Try again later.")
                        .retryAfter(Duration.ofSeconds(5));
            }
        }
        log.error("Unexpected failure", e);
        return Problem.ofStatus(500);
    }
}
