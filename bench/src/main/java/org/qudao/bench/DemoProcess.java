package org.qudao.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo without a sample, in a process of its own, on ports and data that nobody else uses. */
final class DemoProcess implements AutoCloseable {

    private static final int PORT_BASE = 18_080;
    private static final int KAFKA_PORT = 29_092;
    private static final int STORE_PORT = 37_117;
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final JsonMapper json = new JsonMapper();
    private final Path data;
    private final Process process;
    private final String token;
    private final double secondsToReady;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DemoProcess(Path data, Process process) throws IOException, InterruptedException {
        this.data = data;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop the demo"));
        long start = System.nanoTime();
        awaitReady();
        secondsToReady = (System.nanoTime() - start) / 1e9;
        token = fetchToken();
    }

    static DemoProcess start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "bench-");
        List<String> command =
                new ArrayList<>(List.of("./qudao", "demo", "--sample", "none", "--data", data.toString()));
        command.addAll(List.of("--port-base", "" + PORT_BASE));
        command.addAll(List.of("--kafka-port", "" + KAFKA_PORT, "--store-port", "" + STORE_PORT));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("demo.log").toFile());
        // One bench client stands for many dealers; the limit per client is not what is measured.
        builder.environment().put("QUDAO_GATEWAY_RATELIMITS_CLIENT_PERSECOND", "1000000");
        builder.environment().put("QUDAO_GATEWAY_RATELIMITS_CLIENT_BURST", "1000000");
        return new DemoProcess(data, builder.start());
    }

    double secondsToReady() {
        return secondsToReady;
    }

    String kafkaBootstrap() {
        return "localhost:" + KAFKA_PORT;
    }

    String storeUri(String database) {
        return "mongodb://localhost:" + STORE_PORT + "/" + database;
    }

    /** Resident memory of the whole installation in megabytes; from /proc, so on Linux only. */
    long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }

    /** Processor time that the whole installation has used so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1_000.0;
    }

    JsonNode send(String method, String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return answer(request.build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).timeout(Duration.ofSeconds(30)).build());
    }

    /** Sends a file of rows and waits until all are imported. */
    JsonNode importRows(String kind, String csv) throws IOException, InterruptedException {
        return answer(request("/api/v1/imports/" + kind)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered " + answer.statusCode()
                    + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + READY_WITHIN.toNanos();
        HttpRequest health = HttpRequest.newBuilder(gateway("/health")).build();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            try {
                if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // not listening yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the demo is not ready; see " + data.resolve("demo.log"));
    }

    private String fetchToken() throws IOException, InterruptedException {
        Properties secrets = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve("issuer/secrets.properties"))) {
            secrets.load(in);
        }
        String basic = Base64.getEncoder()
                .encodeToString(("hq:" + secrets.getProperty("hq")).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + (PORT_BASE + 5) + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return json.readTree(answer.body()).get("access_token").asString();
    }

    private static URI gateway(String path) {
        return URI.create("http://localhost:" + PORT_BASE + path);
    }

    /** Also runs when the benchmark fails or is interrupted, so that no demo is left behind. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + data);
        }
    }
}
