package org.qudao.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.qudao.gateway.limits.ClientLimits;
import org.qudao.web.problems.Problem;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands behind the verification of the token, so that nobody uses up the share of somebody else. */
class RateLimitFilter extends OncePerRequestFilter {

    private final ClientLimits limits;

    RateLimitFilter(ClientLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        Problem refusal = caller == null ? limits.takeStranger(request) : limits.take(caller.getName());
        if (refusal != null) {
            refusal.sendTo(response);
            return;
        }
        chain.doFilter(request, response);
    }
}
