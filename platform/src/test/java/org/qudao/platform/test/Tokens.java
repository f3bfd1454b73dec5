package org.qudao.platform.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer of its own: signs tokens that a service configured with {@link #issuer()} accepts. */
public final class Tokens {

    private static final class Issuer {
        private static final Issuer ONLY = new Issuer();
        private final RSAKey key;
        private final String uri;

        private Issuer() {
            try {
                key = new RSAKeyGenerator(2048).keyID("test").generate();
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                uri = "http://localhost:" + server.getAddress().getPort();
                String discovery =
                        """
                        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                         "token_endpoint":"%1$s/token","subject_types_supported":["public"],
                         "response_types_supported":["code"]}"""
                                .formatted(uri);
                serve(server, "/.well-known/openid-configuration", discovery);
                serve(server, "/jwks", new JWKSet(key.toPublicJWK()).toString());
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void serve(HttpServer server, String path, String json) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            server.createContext(path, exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        }
    }

    /** Longer than the tests move any clock. */
    private static final Duration LIFE = Duration.ofDays(3);

    private Tokens() {}

    public static String issuer() {
        return Issuer.ONLY.uri;
    }

    public static String hq() {
        return token("headquarters", "HQ", null);
    }

    public static String service() {
        return token("import-job", "SERVICE", null);
    }

    public static String regionalManager(String regionId) {
        return token("manager-of-" + regionId, "REGIONAL_MANAGER", regionId);
    }

    public static String dealer(String nodeId) {
        return token("dealer-" + nodeId, "DEALER", nodeId);
    }

    public static String outlet(String nodeId) {
        return token("outlet-" + nodeId, "OUTLET", nodeId);
    }

    public static String token(String subject, String role, @Nullable String nodeId) {
        return sign(claims(subject, role, nodeId).build());
    }

    /** Valid claims to spoil one of. */
    public static JWTClaimsSet.Builder claims(String subject, String role, @Nullable String nodeId) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("qudao")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("roles", List.of(role));
        return nodeId == null ? claims : claims.claim("node", nodeId);
    }

    public static String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
    }

    /** With the issuer's own key, so that only the header can be what is wrong. */
    public static String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(Issuer.ONLY.key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
