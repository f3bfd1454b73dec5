package org.qudao.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.qudao.gateway.limits.ClientLimits;
import org.qudao.web.problems.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** 401 and 403. A caller with bad tokens uses up the share of its address; then it hears 429. */
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ClientLimits limits;

    Refusals(ClientLimits limits) {
        this.limits = limits;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof InvalidBearerTokenException) {
            Problem refusal = limits.takeStranger(request);
            if (refusal != null) {
                refusal.sendTo(response);
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "invalid-token",
                            "The token is not valid",
                            "The token has expired, or is not one of this installation.")
                    .sendTo(response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "token-required",
                        "A token is required",
                        "Send a valid token: Authorization: Bearer …")
                .sendTo(response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        Problem.ofStatus(HttpStatus.FORBIDDEN.value()).sendTo(response);
    }
}
