package org.qudao.forecast;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.test.Infrastructure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP with a real broker and store; all subclasses share one context, so each uses ids of its own. */
@SpringBootTest(
        classes = ForecastService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=forecast-service")
public abstract class IntegrationTest {
    static {
        // Two busy cores are slow; what has arrived is seen at once all the same.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record Answer(int status, JsonNode body, @Nullable String location) {
        public JsonNode items() {
            return body.get("items");
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    protected com.mongodb.client.MongoDatabase database;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "forecast-service");
    }

    protected Answer get(@Nullable String token, String path) {
        return send(HttpMethod.GET, token, path, null);
    }

    protected Answer post(@Nullable String token, String path, @Nullable Object body) {
        return send(HttpMethod.POST, token, path, body);
    }

    protected Answer put(@Nullable String token, String path, @Nullable Object body) {
        return send(HttpMethod.PUT, token, path, body);
    }

    protected Answer delete(@Nullable String token, String path) {
        return send(HttpMethod.DELETE, token, path, null);
    }

    private Answer send(HttpMethod method, @Nullable String token, String path, @Nullable Object body) {
        RestClient.RequestBodySpec request = RestClient.create("http://localhost:" + port)
                .method(method)
                .uri(java.net.URI.create("http://localhost:" + port + "/api/v1/" + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .body(body instanceof String text ? text : JSON.writeValueAsString(body));
        }
        return request.exchange((sent, response) -> {
            HttpStatusCode status = response.getStatusCode();
            byte[] bytes = response.getBody().readAllBytes();
            JsonNode json = bytes.length == 0 ? JSON.valueToTree(Map.of()) : JSON.readTree(bytes);
            return new Answer(status.value(), json, response.getHeaders().getFirst("Location"));
        });
    }
}
