package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker and store, spoken to over HTTP; one context for all integration tests. */
@SpringBootTest(
        classes = OrderService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=order-service",
            "qudao.orders.resume-every=1s",
            "qudao.orders.resume-after=1s",
            "qudao.credit.reconcile-every=1s"
        })
@Import(StoreCommands.class)
abstract class RunningOrderService {

    static final WireMockServer INVENTORY =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    static final String HQ = Tokens.hq();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "order-service");
        if (!INVENTORY.isRunning()) {
            INVENTORY.start();
        }
        registry.add("QUDAO_INVENTORY_URL", INVENTORY::baseUrl);
    }

    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        String string(String field) {
            return json().path(field).asString();
        }
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    Answer send(String method, String path, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(120))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String token) {
        return send("GET", path, token, "");
    }

    Answer post(String path, String token, String body) {
        return send("POST", path, token, body);
    }

    Answer submit(String token, String key, String body) {
        return send("POST", "/api/v1/orders", token, body, "Idempotency-Key", key);
    }

    Answer importCsv(String kind, String csv) {
        return send("POST", "/api/v1/imports/" + kind, HQ, csv, "Content-Type", "text/csv");
    }

    /** An active dealer below the region, known to the service. */
    String dealer(String regionId) {
        String id = unique("D");
        node(id, "DEALER", "DISTRIBUTION", "ACTIVE", 1, regionId);
        awaitNode(id);
        return id;
    }

    static void node(String id, String kind, String channel, String status, long version, String parentId) {
        Wire.publish(
                "dealer.node",
                version == 1 ? "NodeCreated" : "NodeStatusChanged",
                id,
                version,
                """
                {"id":"%s","name":"Node %s","kind":"%s","channel":%s,"parentId":"%s","path":["HQ","%s","%s"],"level":2,
                 "status":"%s","tier":null}"""
                        .formatted(
                                id,
                                id,
                                kind,
                                channel == null ? null : '"' + channel + '"',
                                parentId,
                                parentId,
                                id,
                                status));
    }

    /** A preview of an unknown product is refused for the product (422) once the node is known, for the node (404) before. */
    void awaitNode(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post(
                                        "/api/v1/order-previews",
                                        HQ,
                                        "{\"nodeId\":\"%s\",\"lines\":[{\"sku\":\"none\",\"quantity\":1}]}"
                                                .formatted(id))
                                .status()
                        == 422);
    }

    String product(String listPrice, String dealerPrice) {
        String sku = unique("SKU");
        send(
                        "PUT",
                        "/api/v1/products/" + sku,
                        HQ,
                        """
                        {"name":"Product %s","productLine":"Road","category":"Bikes","listPrice":%s,"dealerPrice":%s,"standardCost":1.5}"""
                                .formatted(sku, listPrice, dealerPrice))
                .is(200);
        return sku;
    }

    void credit(String nodeId, String limit) {
        send("PUT", "/api/v1/credit-accounts/" + nodeId, HQ, "{\"limit\":%s,\"terms\":30}".formatted(limit))
                .is(200);
    }

    JsonNode account(String nodeId) {
        return get("/api/v1/credit-accounts/" + nodeId, HQ).is(200).json();
    }

    JsonNode openOrders(String nodeId) {
        return get("/api/v1/credit-accounts/" + nodeId + "/open-orders", HQ)
                .is(200)
                .json()
                .path("items");
    }

    static String order(String sku, int quantity) {
        return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
    }

    JsonNode orderNow(String id) {
        return get("/api/v1/orders/" + id, HQ).is(200).json();
    }

    void awaitStatus(String orderId, String status) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> orderNow(orderId).path("status").asString().equals(status));
    }

    static void reservation(String orderId, long version, String status, String lines) {
        Wire.publish(
                "inventory.reservation",
                "ReservationChanged",
                orderId,
                version,
                "{\"orderId\":\"%s\",\"orderVersion\":2,\"status\":\"%s\",\"lines\":[%s]}"
                        .formatted(orderId, status, lines));
    }

    static String reserved(int line, String sku, int quantity, int reserved) {
        return """
                {"line":%d,"sku":"%s","quantity":%d,"reserved":%d,"waiting":%d,"sources":[%s],"reason":null}"""
                .formatted(
                        line,
                        sku,
                        quantity,
                        reserved,
                        quantity - reserved,
                        reserved == 0 ? "" : "{\"place\":\"W1\",\"quantity\":%d}".formatted(reserved));
    }
}
