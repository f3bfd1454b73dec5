package org.qudao.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qudao.platform.test.FreePorts;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class IssuerIT {

    private static final String GATEWAY = "http://localhost:8080";
    private static final List<Persona> PERSONAS =
            List.of(new Persona("hq", List.of("HQ"), null), new Persona("dealer", List.of("DEALER"), "D103"));

    @TempDir
    static Path directory;

    private static String uri = "";
    private static Issuer issuer;

    /** A browser of its own for each test. */
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws IOException {
        int port = FreePorts.next();
        uri = "http://localhost:" + port;
        issuer = Issuer.start(directory, port, uri, GATEWAY, PERSONAS);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @AfterEach
    void closeTheBrowser() {
        http.close();
    }

    @Test
    void givesAPersonaATokenThatAResourceServerAccepts() throws Exception {
        Jwt token = JwtDecoders.fromIssuerLocation(uri)
                .decode(token("dealer", issuer.secrets().of("dealer")));
        assertThat(token.getSubject()).isEqualTo("dealer");
        assertThat(token.getAudience()).containsExactly("qudao");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("DEALER");
        assertThat(token.getClaimAsString("node")).isEqualTo("D103");
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(JwtDecoders.fromIssuerLocation(uri)
                        .decode(token("hq", issuer.secrets().of("hq")))
                        .hasClaim("node"))
                .isFalse();
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        assertThat(requestToken("dealer", "dealer").statusCode()).isEqualTo(401);
        assertThat(requestToken("dealer", issuer.secrets().of("hq")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void publishesOnlyThePublicKey() throws Exception {
        String keys = get("/oauth2/jwks").body();
        assertThat(JWKSet.parse(keys).getKeys()).singleElement().satisfies(key -> assertThat(key.isPrivate())
                .isFalse());
        assertThat(get("/.well-known/openid-configuration").body())
                .contains("\"jwks_uri\":\"" + uri + "/oauth2/jwks\"");
        assertThat(get("/.well-known/oauth-authorization-server").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsKeyAndSecretsOverARestartReadableOnlyByTheOwner() throws Exception {
        String secret = issuer.secrets().of("dealer");
        String key = Files.readString(directory.resolve(SigningKey.FILE));
        stop();
        start();
        assertThat(issuer.secrets().of("dealer")).isEqualTo(secret);
        assertThat(Files.readString(directory.resolve(SigningKey.FILE))).isEqualTo(key);
        for (String file : List.of(SigningKey.FILE, Secrets.FILE)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void makesOtherSecretsForAnotherInstallation(@TempDir Path other) {
        assertThat(Secrets.loadOrMake(other, List.of("dealer")).of("dealer"))
                .isNotEqualTo(issuer.secrets().of("dealer"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void aTokenOfAnotherInstallationIsRefused(@TempDir Path other) throws Exception {
        String token = token("dealer", issuer.secrets().of("dealer"));
        var decoder = NimbusJwtDecoder.withPublicKey(SigningKey.loadOrMake(other)
                        .getKeys()
                        .getFirst()
                        .toRSAKey()
                        .toRSAPublicKey())
                .build();
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void signsAPersonIn() throws Exception {
        String verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";
        HttpResponse<String> asked = get(authorize(challenge(verifier)));
        assertThat(asked.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/login"));

        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> signedIn = post(
                "/login",
                Map.of(
                        "username", "dealer",
                        "password", issuer.secrets().of("dealer"),
                        "_csrf", csrf.group(1)));
        String back = get(signedIn.headers().firstValue("Location").orElseThrow())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(back).startsWith(GATEWAY + "/login/oauth2/code/qudao?code=");

        String code = back.replaceAll(".*code=([^&]+).*", "$1");
        Map<String, String> exchange = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "qudao-web",
                "redirect_uri",
                GATEWAY + "/login/oauth2/code/qudao",
                "code",
                URLDecoder.decode(code, StandardCharsets.UTF_8),
                "code_verifier",
                verifier);
        HttpResponse<String> token = post("/oauth2/token", exchange);
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        Jwt access = JwtDecoders.fromIssuerLocation(uri).decode(accessToken(token.body()));
        assertThat(access.getClaimAsStringList("roles")).containsExactly("DEALER");
        assertThat(access.getAudience()).containsExactly("qudao");
    }

    @Test
    void doesNotSignInWithoutAProofKey() throws Exception {
        HttpResponse<String> asked = get(authorize(null));
        assertThat(asked.statusCode()).isNotEqualTo(200);
        assertThat(asked.headers().firstValue("Location").orElse("")).doesNotEndWith("/login");
    }

    private static String authorize(String challenge) {
        return "/oauth2/authorize?response_type=code&client_id=qudao-web&scope=openid&redirect_uri="
                + URLEncoder.encode(GATEWAY + "/login/oauth2/code/qudao", StandardCharsets.UTF_8)
                + (challenge == null ? "" : "&code_challenge=" + challenge + "&code_challenge_method=S256");
    }

    private static String challenge(String verifier) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private String token(String client, String secret) throws Exception {
        return accessToken(requestToken(client, secret).body());
    }

    private static String accessToken(String json) {
        return json.replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> requestToken(String client, String secret) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri + "/oauth2/token"))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        (client + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** As a browser asks. */
    private HttpResponse<String> get(String pathOrUri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri).resolve(pathOrUri))
                        .header("Accept", "text/html,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(URI.create(uri + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
