package org.qudao.dealer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with a real broker and a store, spoken to over HTTP; the integration tests share one. Use ids of your own. */
@SpringBootTest(
        classes = DealerService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=dealer-service")
public abstract class RunningService {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "dealer-service");
    }

    public record Answer(int status, JsonNode body, String text) {
        public JsonNode at(String pointer) {
            return body.at(pointer);
        }

        public String problem() {
            String type = body.at("/type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    protected Answer get(String token, String path) {
        return send("GET", token, path, null, "application/json");
    }

    protected Answer post(String token, String path, String json) {
        return send("POST", token, path, json, "application/json");
    }

    protected Answer patch(String token, String path, String json) {
        return send("PATCH", token, path, json, "application/json");
    }

    protected Answer delete(String token, String path) {
        return send("DELETE", token, path, null, "application/json");
    }

    protected Answer importCsv(String kind, String csv) {
        return send("POST", Tokens.hq(), "/imports/" + kind, csv, "text/csv");
    }

    protected String rejects(String kind, Answer imported) {
        return get(Tokens.hq(), "/imports/" + kind + "/" + imported.at("/id").asString() + "/rejects")
                .text();
    }

    protected void createNode(String id, String kind, String parentId, String more) {
        Answer created = post(
                Tokens.hq(),
                "/nodes",
                "{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"%s\",\"parentId\":\"%s\"%s}"
                        .formatted(id, "Name of " + id, kind, parentId, more));
        if (created.status() != 201) {
            throw new AssertionError(created.text());
        }
    }

    protected static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    protected Answer send(String method, @Nullable String token, String path, @Nullable String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path)
                        .normalize())
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", type)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            boolean json = text.startsWith("{") || text.startsWith("[");
            return new Answer(response.statusCode(), json ? JSON.readTree(text) : JSON.nullNode(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
