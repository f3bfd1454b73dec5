package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/** Headers by which somebody else's proxy would say who asks, from where and for what. Here they say nothing. */
class SpoofedHeadersIT {

    private static final Map<String, String> SPOOFED = spoofed();

    private final Installation installation = Installation.shared();

    private static Map<String, String> spoofed() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String user : List.of("X-User", "X-Forwarded-User", "X-Remote-User", "X-Auth-Request-User", "X-Subject")) {
            headers.put(user, "headquarters");
        }
        for (String role : List.of("X-Role", "X-Roles", "X-Forwarded-Groups", "X-Authorities")) {
            headers.put(role, "HQ");
        }
        for (String node : List.of("X-Node", "X-Tenant", "X-Scope")) {
            headers.put(node, "HQ");
        }
        for (String address :
                List.of("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP")) {
            headers.put(address, "127.0.0.1");
        }
        headers.put("Forwarded", "for=127.0.0.1;host=evil.example;proto=https;by=127.0.0.1");
        headers.put("X-Forwarded-Host", "evil.example");
        headers.put("X-Forwarded-Server", "evil.example");
        headers.put("X-Forwarded-Proto", "https");
        headers.put("X-Forwarded-Port", "444");
        headers.put("X-Forwarded-Prefix", "/evil");
        headers.put("X-Original-URL", "/actuator/health");
        headers.put("X-Rewrite-URL", "/actuator/health");
        headers.put("X-HTTP-Method-Override", "DELETE");
        headers.put("X-HTTP-Method", "DELETE");
        headers.put("X-Method-Override", "DELETE");
        headers.put("Cookie", "JSESSIONID=1; roles=HQ");
        headers.put("X-Api-Version", "0");
        headers.put("Referer", "https://evil.example/");
        headers.put("Origin", "https://evil.example");
        return headers;
    }

    @Test
    void headersDoNotStandInForAToken() {
        List<String> wrong = new ArrayList<>();
        everywhere((at, path) -> SPOOFED.forEach((name, value) -> {
            int status = send("GET", at.resolve(path), "", Map.of(name, value)).status();
            if (status != 401 && status != 429) {
                wrong.add(at + path + " with " + name + ": " + status);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void headersDoNotMakeADealerAnybodyElse() {
        List<String> wrong = new ArrayList<>();
        String nobody = Tokens.dealer("nobody-" + UUID.randomUUID());
        everywhere((at, path) -> {
            Answer plain = send("GET", at.resolve(path), nobody, Map.of());
            Answer spoofed = send("GET", at.resolve(path), nobody, SPOOFED);
            if (spoofed.status() != plain.status() || !spoofed.body().equals(plain.body())) {
                wrong.add(at + path + ": " + plain + " becomes " + spoofed);
            }
            if (plain.json().path("items").size() != 0) {
                wrong.add(at + path + " shows rows to nobody: " + plain.body());
            }
            if (spoofed.headers().keySet().stream().anyMatch(name -> name.startsWith("Access-Control"))) {
                wrong.add(at + path + " lets scripts of others read: " + spoofed.headers());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whereSomethingHasBeenMadeIsSaidWithoutTheNamesOfOthers() {
        Answer made = Wire.send(new Wire.Request(
                "POST",
                installation.uri(Part.GATEWAY).resolve("/api/v1/salespeople"),
                Tokens.hq(),
                withJson(),
                """
                {"id":"spoof-%s","name":"Somebody"}"""
                        .formatted(UUID.randomUUID())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().get("Location")).startsWith("/api/v1/salespeople/spoof-");
        assertThat(made.headers().toString() + made.body()).doesNotContain("evil");
    }

    private static Map<String, String> withJson() {
        Map<String, String> headers = new LinkedHashMap<>(SPOOFED);
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private interface Reading {
        void at(URI at, String path);
    }

    private void everywhere(Reading reading) {
        Map<Part, String> paths = Map.of(
                Part.DEALER, "/api/v1/nodes",
                Part.ORDER, "/api/v1/orders",
                Part.INVENTORY, "/api/v1/stock",
                Part.FORECAST, "/api/v1/demand");
        paths.forEach((part, path) -> reading.at(installation.uri(part), path));
        reading.at(installation.uri(Part.GATEWAY), "/api/v1/orders");
    }

    private static Answer send(String method, URI uri, String token, Map<String, String> headers) {
        return Wire.send(new Wire.Request(method, uri, token, headers, null));
    }
}
