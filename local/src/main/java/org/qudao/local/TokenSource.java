package org.qudao.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of one client, renewed before they expire. */
final class TokenSource implements Supplier<String> {

    private static final Duration RENEW_AFTER = Duration.ofMinutes(45);

    private final HttpClient http;
    private final String issuerUri;
    private final String credentials;
    private String token = "";
    private long fetchedNanos;

    TokenSource(HttpClient http, String issuerUri, String client, String secret) {
        this.http = http;
        this.issuerUri = issuerUri;
        this.credentials = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized String get() {
        if (token.isEmpty() || System.nanoTime() - fetchedNanos > RENEW_AFTER.toNanos()) {
            token = fetch();
            fetchedNanos = System.nanoTime();
        }
        return token;
    }

    private String fetch() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuerUri + "/oauth2/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The identity provider answered " + response.statusCode());
            }
            return JsonMapper.shared()
                    .readTree(response.body())
                    .path("access_token")
                    .asString();
        } catch (IOException e) {
            throw new IllegalStateException("The identity provider does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
