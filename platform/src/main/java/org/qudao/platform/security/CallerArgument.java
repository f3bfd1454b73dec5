package org.qudao.platform.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Ids;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

final class CallerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Jwt token) {
            return caller(token);
        }
        throw new AuthenticationCredentialsNotFoundException("no token");
    }

    static Caller caller(Jwt token) {
        String node = token.getClaims().get("node") instanceof String id && Ids.valid(id) ? id : null;
        return new Caller(
                Objects.requireNonNull(token.getSubject(), "verified: every token has a subject"),
                roles(token, node),
                node);
    }

    /** Names that are no role of ours give nothing, and neither does a role that acts for a node when the token names none. */
    private static Set<Role> roles(Jwt token, @Nullable String node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (token.getClaims().get("roles") instanceof Collection<?> names) {
            for (Role role : Role.values()) {
                if (names.contains(role.name()) && (role.isUnbound() || node != null)) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
