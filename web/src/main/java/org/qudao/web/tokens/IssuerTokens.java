package org.qudao.web.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies tokens with the keys that the issuer publishes. The issuer may start after those who ask it and may be away for an hour without
 * anybody noticing; tokens with invented key ids make it be asked every fifteen seconds at most.
 *
 * <p>The signature of a token, which costs more than all else about it, is not computed again for as long as keys are kept; time,
 * issuer and audience are looked at every time.
 *
 * <p>A bad token is a {@link BadJwtException}; any other {@link JwtException} says that the token could not be judged.
 */
public final class IssuerTokens implements JwtDecoder {

    private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);
    private static final int TIMEOUT_MS = 1_000;
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;
    /** Of some kilobytes each. Nobody but the issuer can make one. */
    private static final int MOST_VERIFIED = 2_000;

    private final String issuer;
    private final String audience;
    private final Patience patience;
    private final OAuth2TokenValidator<Jwt> rules;
    private final Cache<String, Jwt> verified;
    private final DefaultResourceRetriever documents =
            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_DOCUMENT_BYTES);
    private volatile @Nullable JwtDecoder decoder;
    private volatile long askAgainNanos;

    /**
     * @param issuer its address, as its tokens and its configuration name it
     * @param audience which must be among those of a token
     */
    public IssuerTokens(String issuer, String audience) {
        this(issuer, audience, Patience.USUAL, Clock.systemUTC());
    }

    IssuerTokens(String issuer, String audience, Patience patience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.patience = patience;
        this.rules = rules(clock);
        this.verified = Caffeine.newBuilder()
                .maximumSize(MOST_VERIFIED)
                .expireAfterWrite(patience.keysKept())
                .build();
        this.askAgainNanos = System.nanoTime();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known == null) {
            JwtDecoder current = decoder;
            if (current == null) {
                current = discover();
            }
            known = current.decode(token);
            verified.put(token, known);
        }
        OAuth2TokenValidatorResult result = rules.validate(known);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not valid here, or not now", result.getErrors());
        }
        return known;
    }

    private synchronized JwtDecoder discover() {
        JwtDecoder current = decoder;
        if (current != null) {
            return current;
        }
        if (System.nanoTime() - askAgainNanos < 0) {
            throw new JwtException("The issuer did not answer a moment ago");
        }
        try {
            current = decoderOf(keysUrl());
            decoder = current;
            return current;
        } catch (IOException | KeySourceException | RuntimeException e) {
            askAgainNanos = System.nanoTime() + patience.afterFailure().toNanos();
            log.warn("Neither configuration nor keys from the issuer {}: {}", issuer, e.toString());
            throw new JwtException("Neither configuration nor keys from the issuer " + issuer, e);
        }
    }

    private URL keysUrl() throws IOException {
        URL configuration = URI.create(
                        (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration")
                .toURL();
        JsonNode document = JsonMapper.shared()
                .readTree(documents.retrieveResource(configuration).getContent());
        String named = document.path("issuer").asString("");
        if (!named.equals(issuer)) {
            throw new IOException("The issuer calls itself " + named + ", not " + issuer);
        }
        return URI.create(document.path("jwks_uri").asString("")).toURL();
    }

    /** Has the keys from the start: the issuer can go away at any moment. */
    private JwtDecoder decoderOf(URL keysUrl) throws KeySourceException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(new IssuerKeys(keysUrl, documents, patience))
                .cache(patience.keysKept().toMillis(), 3 * TIMEOUT_MS)
                .refreshAheadCache(false)
                .rateLimited(false)
                .outageTolerant(patience.keysOutliveIssuer().toMillis())
                .build();
        keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
        NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(algorithms -> {
                    algorithms.clear();
                    algorithms.add(SignatureAlgorithm.RS256);
                    algorithms.add(SignatureAlgorithm.ES256);
                })
                .build();
        nimbus.setJwtValidator(signed -> OAuth2TokenValidatorResult.success()); // the rules follow, each time
        return nimbus;
    }

    private OAuth2TokenValidator<Jwt> rules(Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(Duration.ofSeconds(30));
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return JwtValidators.createDefaultWithValidators(
                time,
                type,
                new JwtIssuerValidator(issuer),
                required(
                        "aud",
                        jwt -> jwt.getAudience() != null && jwt.getAudience().contains(audience)),
                required(
                        "sub",
                        jwt -> jwt.getSubject() != null && !jwt.getSubject().isBlank()));
    }

    private static OAuth2TokenValidator<Jwt> required(String claim, Predicate<Jwt> rule) {
        OAuth2Error error = new OAuth2Error("invalid_token", "The claim " + claim + " is missing or wrong", null);
        return jwt -> rule.test(jwt) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }
}
