package org.qudao.forecast;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.platform.test.FreePorts;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Another instance of the service on the same store and broker, in a process of its own that can be killed. */
final class OtherInstance implements AutoCloseable {
    private static final String HANGS = "hangs over its first series";
    private static final int STOPS_WITHIN_SECONDS = 15;

    /** An instance whose engine never answers: what it takes is lost to the others until it is killed. */
    static final class Hanging {
        private Hanging() {}

        public static void main(String[] args) {
            run(Engine.class, args);
        }

        /** No component, or the contexts of the tests would find it. */
        static class Engine {
            @Bean
            @Primary
            ForecastEngine hanging() {
                return (series, horizon) -> {
                    System.out.println(HANGS);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IllegalStateException("interrupted");
                };
            }
        }
    }

    /** An instance whose engine fails on every series. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            run(Engine.class, args);
        }

        /** No component, or the contexts of the tests would find it. */
        static class Engine {
            @Bean
            @Primary
            ForecastEngine failing() {
                return (series, horizon) -> {
                    throw new ArithmeticException("nothing that a caller should read");
                };
            }
        }
    }

    private static void run(Class<?> engine, String[] args) {
        new SpringApplicationBuilder(ForecastService.class, engine)
                .properties("spring.config.name=forecast-service")
                .run(args);
    }

    private final Process process;
    private final Path log;
    private final int port;

    private OtherInstance(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static OtherInstance start(Class<?> main, String database, Path directory, String... properties) {
        try {
            int port = FreePorts.next();
            Path log = Files.createTempFile(directory, "instance", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            main.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            for (String property : properties) {
                builder.command().add("--" + property);
            }
            builder.environment()
                    .putAll(Map.of(
                            "QUDAO_MONGODB_URI", Infrastructure.mongoUri(database),
                            "QUDAO_KAFKA_BOOTSTRAP", Infrastructure.kafkaBootstrap(),
                            "QUDAO_ISSUER_URI", Tokens.issuer(),
                            "QUDAO_PORT", String.valueOf(port),
                            "QUDAO_MANAGEMENT_PORT", "0"));
            return new OtherInstance(builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return id of the run, which this instance owns */
    String startRun(String body) {
        JsonNode run = RestClient.create("http://localhost:" + port)
                .post()
                .uri("/api/v1/forecast-runs")
                .header("Authorization", "Bearer " + Tokens.hq())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class);
        if (run == null) {
            throw new IllegalStateException("no run");
        }
        return run.get("id").asString();
    }

    void awaitHanging() {
        await("hangs; see " + log).atMost(Duration.ofSeconds(60)).until(() -> Files.readString(log)
                .contains(HANGS));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As on a power cut: no shutdown hook runs, and nobody is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** In peace, so that the others need not miss it first; nothing to do after {@link #kill}. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
