package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/** Tokens that nobody may accept, at every service behind the gateway and at the gateway. */
class TokensIT {

    private static final Map<Part, String> READS = Map.of(
            Part.DEALER, "/api/v1/nodes",
            Part.ORDER, "/api/v1/orders",
            Part.INVENTORY, "/api/v1/stock",
            Part.FORECAST, "/api/v1/demand");

    private final Installation installation = Installation.shared();

    @Test
    void everyServiceTakesAValidToken() {
        READS.forEach((part, path) -> {
            assertThat(ask(installation.uri(part), path, Tokens.hq()).status()).isEqualTo(200);
            assertThat(ask(installation.uri(Part.GATEWAY), path, Tokens.hq()).status())
                    .isEqualTo(200);
        });
    }

    @Test
    void forgedExpiredAndForeignTokensAreRefusedEverywhere() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        attacker.start();
        try {
            refusedEverywhere(
                    forgeries("http://localhost:" + attacker.getAddress().getPort()), Set.of(401));
            assertThat(fetched)
                    .as("requests to the address in the token's header")
                    .hasValue(0);
        } finally {
            attacker.stop(0);
        }
    }

    @Test
    void validTokensWithoutARoleOrANodeAreRefusedEverywhere() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no role", withRoles(null));
        tokens.put("empty roles", withRoles(List.of()));
        tokens.put("roles as a text", withRoles("HQ"));
        tokens.put("roles as an object", withRoles(Map.of("HQ", true)));
        tokens.put("roles as a number", withRoles(1));
        tokens.put("a role of others", withRoles(List.of("ADMIN")));
        tokens.put("a role in other letters", withRoles(List.of("hq", "ROLE_HQ", " HQ")));
        tokens.put(
                "scope instead of role",
                Tokens.sign(claims().claim("roles", null).claim("scope", "HQ").build()));
        for (String role : List.of("REGIONAL_MANAGER", "DEALER", "OUTLET")) {
            tokens.put(role + " of no node", Tokens.token("nobody", role, null));
            tokens.put(role + " of an empty node", Tokens.token("nobody", role, ""));
            tokens.put(
                    role + " of all nodes",
                    Tokens.sign(Tokens.claims("nobody", role, null)
                            .claim("node", Map.of("$ne", ""))
                            .build()));
            tokens.put(
                    role + " of several nodes",
                    Tokens.sign(Tokens.claims("nobody", role, null)
                            .claim("node", List.of("HQ", "R-1"))
                            .build()));
        }
        refusedEverywhere(tokens, Set.of(403));
    }

    private void refusedEverywhere(Map<String, String> tokens, Set<Integer> statuses) {
        List<String> wrong = new ArrayList<>();
        tokens.forEach((kind, token) -> READS.forEach((part, path) -> {
            Answer direct = ask(installation.uri(part), path, token);
            if (!statuses.contains(direct.status())) {
                wrong.add(part + " answers a token of kind '" + kind + "' with " + direct.status());
            } else {
                Wire.assertProblem(direct, kind);
            }
        }));
        tokens.forEach((kind, token) -> {
            Answer through = ask(installation.uri(Part.GATEWAY), "/api/v1/orders", token);
            // A stranger who keeps trying is told to wait.
            if (!statuses.contains(through.status()) && through.status() != 429) {
                wrong.add("the gateway answers a token of kind '" + kind + "' with " + through.status());
            } else {
                Wire.assertProblem(through, kind);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> forgeries(String attacker) throws JOSEException, ParseException {
        Instant now = Instant.now();
        RSAKey own = new RSAKeyGenerator(2048).keyID("test").generate();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
        RSASSASigner ownSigner = new RSASSASigner(own);
        JWTClaimsSet good = claims().build();
        String valid = Tokens.hq();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put(
                "expired",
                Tokens.sign(claims().expirationTime(Date.from(now.minusSeconds(120)))
                        .build()));
        tokens.put("never expires", Tokens.sign(claims().expirationTime(null).build()));
        tokens.put(
                "not yet valid",
                Tokens.sign(
                        claims().notBeforeTime(Date.from(now.plusSeconds(600))).build()));
        tokens.put(
                "wrong issuer",
                Tokens.sign(claims().issuer("https://issuer.example").build()));
        tokens.put("no issuer", Tokens.sign(claims().issuer(null).build()));
        tokens.put("wrong audience", Tokens.sign(claims().audience("another").build()));
        tokens.put("no audience", Tokens.sign(claims().audience((String) null).build()));
        tokens.put("no subject", Tokens.sign(claims().subject(null).build()));
        tokens.put("empty subject", Tokens.sign(claims().subject("").build()));
        tokens.put("alg none", new PlainJWT(good).serialize());
        tokens.put("alg none with a signature", new PlainJWT(good).serialize() + "c2ln");
        tokens.put("alg None", encoded("{\"alg\":\"None\"}") + "." + valid.split("\\.")[1] + ".");
        byte[] pem =
                ("-----BEGIN PUBLIC KEY-----\n" + own.toPublicJWK().toJSONString()).getBytes(StandardCharsets.UTF_8);
        tokens.put(
                "HMAC",
                signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), good, new MACSigner(pem)));
        byte[] published = publishedKey();
        tokens.put(
                "HMAC with the issuer's public key",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                        good,
                        new MACSigner(published)));
        tokens.put(
                "a key of one's own under the known id", signed(header("test").build(), good, ownSigner));
        tokens.put("a key under an unknown id", signed(header("stranger").build(), good, new RSASSASigner(stranger)));
        for (int i = 0; i < 5; i++) {
            tokens.put(
                    "another unknown id " + i,
                    signed(header(UUID.randomUUID().toString()).build(), good, ownSigner));
        }
        tokens.put("an id that is a path", signed(header("../../../../dev/null").build(), good, ownSigner));
        tokens.put("no key id", signed(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), good, ownSigner));
        tokens.put(
                "jku",
                signed(header("test").jwkURL(URI.create(attacker + "/jwks")).build(), good, ownSigner));
        tokens.put(
                "x5u",
                signed(header("test").x509CertURL(URI.create(attacker + "/x5u")).build(), good, ownSigner));
        tokens.put(
                "its own key in the header",
                signed(header("test").jwk(own.toPublicJWK()).build(), good, ownSigner));
        tokens.put(
                "a critical header",
                Tokens.sign(
                        header("test")
                                .criticalParams(Set.of("secret"))
                                .customParam("secret", true)
                                .build(),
                        good));
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS512)) {
            tokens.put(
                    other + " with the issuer's key",
                    Tokens.sign(new JWSHeader.Builder(other).keyID("test").build(), good));
        }
        tokens.put("no signature", valid.substring(0, valid.lastIndexOf('.') + 1));
        tokens.put("half a signature", valid.substring(0, valid.length() - 20));
        tokens.put("claims changed", changed(valid));
        tokens.put("not a token", "nonsense");
        tokens.put("two dots", "..");
        tokens.put("deep header", encoded("{\"a\":".repeat(900) + "1" + "}".repeat(900)) + ".e30.x");
        return tokens;
    }

    /** The key as anybody can fetch it from the issuer. */
    private static byte[] publishedKey() throws JOSEException, ParseException {
        try {
            return JWKSet.load(URI.create(Tokens.issuer() + "/jwks").toURL())
                    .getKeys()
                    .getFirst()
                    .toRSAKey()
                    .toRSAPublicKey()
                    .getEncoded();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String changed(String valid) {
        String[] parts = valid.split("\\.");
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encoded(claims.replace("headquarters", "somebody")) + "." + parts[2];
    }

    private static String withRoles(@org.jspecify.annotations.Nullable Object roles) {
        return Tokens.sign(claims().claim("roles", roles).build());
    }

    private static JWTClaimsSet.Builder claims() {
        return Tokens.claims("headquarters", "HQ", null);
    }

    private static JWSHeader.Builder header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).type(JOSEObjectType.JWT);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String encoded(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer ask(URI at, String path, String token) {
        return Wire.send(new Wire.Request("GET", at.resolve(path), token, Map.of(), null));
    }
}
