package org.qudao.local.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public import API as a user's program would call it. */
final class ImportApi implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(400);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);
    private static final int ATTEMPTS = 20;

    private final URI gateway;
    private final Supplier<String> bearerToken;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    ImportApi(URI gateway, Supplier<String> bearerToken) {
        this.gateway = gateway;
        this.bearerToken = bearerToken;
    }

    /**
     * Sends the table. When the connection breaks or the service is away for a moment, it is sent again with the same id, and the
     * service continues where it was.
     *
     * @param seen called now and then with the rows handled and the units rejected so far
     * @return the summary
     */
    JsonNode send(SampleTable table, String importId, BiConsumer<Long, Long> seen) throws InterruptedException {
        String lastAnswer = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            HttpRequest post = request("/api/v1/imports/" + table.kind())
                    .header("Content-Type", "text/csv")
                    .header("Import-Id", importId)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new CsvStream(table)))
                    .build();
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(post, HttpResponse.BodyHandlers.ofString());
            try {
                HttpResponse<String> response = await(answer, table.kind(), importId, seen);
                if (response.statusCode() == 200) {
                    return json.readTree(response.body());
                }
                lastAnswer = response.statusCode() + " " + response.body();
                if (!worthRepeating(response)) {
                    break;
                }
            } catch (ExecutionException broken) {
                lastAnswer = String.valueOf(broken.getCause());
            }
            Thread.sleep(POLL.multipliedBy(attempt));
        }
        throw new SampleImportFailed("import of " + table.kind() + " was refused: " + lastAnswer);
    }

    /** Until the service of this kind has published what was imported; false if it did not in time. */
    boolean awaitPublished(String kind) throws InterruptedException {
        return awaitReadiness(kind, readiness -> !readiness.path("unpublished").asBoolean(true));
    }

    /** Until the service of this kind has handled all events of others; false if it did not in time. */
    boolean awaitRead(String kind) throws InterruptedException {
        return awaitReadiness(kind, readiness -> readiness.path("unread").asLong(1) == 0);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> await(
            CompletableFuture<HttpResponse<String>> answer, String kind, String importId, BiConsumer<Long, Long> seen)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return answer.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                JsonNode run = get("/api/v1/imports/" + kind + "/" + importId);
                if (run != null) {
                    seen.accept(run.path("rows").asLong(), run.path("rejected").asLong());
                }
            }
        }
    }

    /** Another import with this id may not have noticed yet that its connection is gone, hence 409 too. */
    private static boolean worthRepeating(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 409, 429, 502, 503, 504 -> true;
            default -> false;
        };
    }

    private boolean awaitReadiness(String kind, Predicate<JsonNode> ready) throws InterruptedException {
        return poll(() -> {
            JsonNode readiness = get("/api/v1/imports/" + kind + "/readiness");
            return readiness != null && ready.test(readiness);
        });
    }

    private static boolean poll(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + QUIET_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** Null when there is no (good) answer now. */
    private @Nullable JsonNode get(String path) {
        try {
            HttpResponse<String> response = http.send(
                    request(path).timeout(Duration.ofSeconds(20)).GET().build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? json.readTree(response.body()) : null;
        } catch (IOException | JacksonException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + bearerToken.get())
                .header("Accept", "application/json");
    }
}
