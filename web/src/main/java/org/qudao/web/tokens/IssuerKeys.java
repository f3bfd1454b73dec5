package org.qudao.web.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the issuer for its keys, but not again and again. Nimbus can limit that too, but above its tolerance of outages: invented key ids
 * would use up the limit and keep good tokens from being judged by the keys that are known.
 */
final class IssuerKeys extends URLBasedJWKSetSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final Patience patience;
    private volatile long askAgainNanos = System.nanoTime();

    IssuerKeys(URL address, ResourceRetriever documents, Patience patience) {
        super(address, documents);
        this.patience = patience;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        if (System.nanoTime() - askAgainNanos < 0) {
            throw new JWKSetUnavailableException("The issuer was asked just now");
        }
        Duration pause = patience.afterFailure();
        try {
            JWKSet keys = super.getJWKSet(refresh, now, context);
            pause = patience.afterAnswer();
            return keys;
        } catch (KeySourceException e) {
            log.warn("No keys from {}: {}", getJWKSetURL(), e.toString());
            throw e;
        } finally {
            askAgainNanos = System.nanoTime() + pause.toNanos();
        }
    }
}
