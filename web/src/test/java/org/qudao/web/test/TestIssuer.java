package org.qudao.web.test;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Publishes a key and signs tokens, good and bad ones. */
public final class TestIssuer implements AutoCloseable {

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final RSAKey key = newKey("the-key");

    public TestIssuer() {
        server.start();
        answer();
    }

    public void answer() {
        server.stubFor(get("/.well-known/openid-configuration")
                .willReturn(okJson("{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(uri(), uri()))));
        server.stubFor(get("/keys").willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    }

    /** Publishes its configuration, but not its keys. */
    public void hideKeys() {
        server.stubFor(get("/keys").willReturn(serviceUnavailable()));
    }

    public void fallSilent() {
        server.resetMappings();
    }

    public int requests() {
        return server.getAllServeEvents().size();
    }

    public String uri() {
        return "http://localhost:" + server.port();
    }

    public String hq() {
        return token("hq", "HQ");
    }

    public String token(String subject, String... roles) {
        return signed(claims(subject, roles).build(), key);
    }

    public String expired() {
        return signed(claims("hq", "HQ").expirationTime(secondsFromNow(-120)).build(), key);
    }

    public String withoutExpiry() {
        return signed(claims("hq", "HQ").expirationTime(null).build(), key);
    }

    public String forAnotherAudience() {
        return signed(claims("hq", "HQ").audience("another").build(), key);
    }

    public String ofAnotherIssuer() {
        return signed(claims("hq", "HQ").issuer("http://elsewhere").build(), key);
    }

    public String withUnknownKey() {
        return signed(claims("hq", "HQ").build(), newKey("another-key"));
    }

    public String withForgedSignature() {
        return signed(claims("hq", "HQ").build(), newKey("the-key"));
    }

    public String unsigned() {
        return new PlainJWT(claims("hq", "HQ").build()).serialize();
    }

    /** The classic confusion: the public key taken for the secret of an HMAC. */
    public String signedWithPublicKeyAsSecret() throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("the-key").build(),
                claims("hq", "HQ").build());
        jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private JWTClaimsSet.Builder claims(String subject, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience("qudao")
                .subject(subject)
                .issueTime(new Date())
                .expirationTime(secondsFromNow(300))
                .claim("roles", List.of(roles));
    }

    private static Date secondsFromNow(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
