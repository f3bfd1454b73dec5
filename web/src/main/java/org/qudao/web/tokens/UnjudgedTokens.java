package org.qudao.web.tokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.qudao.web.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 when a token cannot be judged because the issuer is away. Stands before the filter that reads the token. */
public final class UnjudgedTokens extends OncePerRequestFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "issuer-unavailable",
                            "Tokens cannot be checked",
                            "The issuer of the tokens does not answer. Try again later.")
                    .retryAfter(RETRY_AFTER)
                    .sendTo(response);
        }
    }
}
