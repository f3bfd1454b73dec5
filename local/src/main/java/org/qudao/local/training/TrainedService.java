package org.qudao.local.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One service's training: a start until it is ready, a request of each kind that needs no token, and a clean stop. */
final class TrainedService implements Callable<Path> {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(4);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    private final Path directory;
    private final int port;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;

    TrainedService(Path directory, int port, List<String> jvmOptions, String storeUri, String kafkaBootstrap) {
        this.directory = directory;
        this.port = port;
        this.jvmOptions = jvmOptions;
        this.environment = Map.of(
                "QUDAO_PORT",
                String.valueOf(port),
                "QUDAO_MANAGEMENT_PORT",
                String.valueOf(port + 1),
                "QUDAO_MONGODB_URI",
                storeUri + "/training_" + port,
                "QUDAO_KAFKA_BOOTSTRAP",
                kafkaBootstrap,
                "QUDAO_ISSUER_URI",
                "http://localhost:" + port + "/nobody-is-asked");
    }

    /**
     * @return the cache
     * @throws IllegalStateException when the service ends, does not become ready or leaves no cache; with the end of its log
     */
    @Override
    public Path call() throws IOException, InterruptedException {
        Path cache = directory.resolve("app.aot");
        Files.deleteIfExists(cache); // or an earlier one would pass for this training's
        Path log = Files.createTempFile("training-", ".log");
        Process process = start(cache, log);
        try {
            awaitReady(process, log);
            ask(port + 1, "/actuator/prometheus");
            ask(port, "/v3/api-docs");
            ask(port, "/api/v1/nodes");
            process.destroy();
            if (!process.waitFor(WRITTEN_WITHIN.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
                throw failed("left no cache", log);
            }
            Files.delete(log);
            return cache;
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path cache, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-jar",
                directory.resolve("app.jar").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (ask(port + 1, "/actuator/health/readiness") != 200) {
            if (process.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("ended while starting", log);
            }
            if (System.nanoTime() > deadline) {
                throw failed("did not become ready within " + READY_WITHIN, log);
            }
        }
    }

    /** @return the status, or 0 while nobody answers */
    private static int ask(int port, String path) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    private IllegalStateException failed(String how, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        return new IllegalStateException(directory.getFileName() + " " + how + "; the end of " + log + ":\n" + end);
    }
}
