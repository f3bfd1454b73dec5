package org.qudao.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;

/** The token that the caller of this request came with, for asking another service in the caller's name. */
public final class CallersToken {

    private CallersToken() {}

    /** Null outside a request. */
    public static @Nullable String current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getCredentials() instanceof AbstractOAuth2Token token
                ? token.getTokenValue()
                : null;
    }
}
