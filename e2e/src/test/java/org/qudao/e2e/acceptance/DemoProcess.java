package org.qudao.e2e.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.qudao.e2e.Api;
import org.qudao.e2e.Machine;
import tools.jackson.databind.json.JsonMapper;

/** {@code qudao demo} in a process of its own, on free ports. */
final class DemoProcess implements AutoCloseable {

    private static final Duration LOADED_WITHIN = Duration.ofMinutes(12);
    private static final int KAFKA_OFFSET = 19_092 - 8_080;
    private static final int STORE_OFFSET = 27_117 - 8_080;
    private static final int ISSUER_OFFSET = 5;

    private final Process process;
    private final Path data;
    private final Path output;
    private final int portBase;

    private DemoProcess(Process process, Path data, Path output, int portBase) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.portBase = portBase;
    }

    /** Loads the sample into a new directory. */
    static DemoProcess start(Path sample) {
        return start(List.of(), freshData(), "--sample", sample.toAbsolutePath().toString());
    }

    /** For little work, which begins in three fifths of the time without the compiler for much of it. */
    static DemoProcess startOn(Path data, String... options) {
        return start(List.of("-XX:TieredStopAtLevel=1"), data, options);
    }

    static Path freshData() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the demo has said all that it says, so the sample is loaded. */
    private static DemoProcess start(List<String> jvmOptions, Path data, String... options) {
        try {
            Path output = data.resolve("output.txt");
            int portBase = freePortBase();
            List<String> command = new ArrayList<>(List.of(
                    Machine.jdk("java"),
                    "-Xmx1200m",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED"));
            command.addAll(jvmOptions);
            command.addAll(List.of(
                    "-cp",
                    classPathAsADemoHasIt(),
                    "org.qudao.local.Demo",
                    "--data",
                    data.toString(),
                    "--port-base",
                    Integer.toString(portBase)));
            command.addAll(List.of(options));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            DemoProcess demo = new DemoProcess(process, data, output, portBase);
            demo.awaitLoaded();
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI gateway() {
        return URI.create("http://localhost:" + portBase);
    }

    Api as(String persona) {
        return new Api(gateway(), token(persona));
    }

    String token(String persona) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Properties secrets = new Properties();
            try (var file = Files.newBufferedReader(data.resolve("issuer").resolve("secrets.properties"))) {
                secrets.load(file);
            }
            String credentials = Base64.getEncoder()
                    .encodeToString((persona + ":" + secrets.getProperty(persona)).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://localhost:" + (portBase + ISSUER_OFFSET) + "/oauth2/token"))
                            .header("Authorization", "Basic " + credentials)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a person saw. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the services and the store had to say. */
    String log() {
        try {
            return Files.readString(data.resolve("logs").resolve("qudao.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By SIGTERM; its data stays. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it and removes its data, some hundred megabytes; output and log stay. */
    @Override
    public void close() {
        stop();
        remove(data.resolve("store"));
        remove(data.resolve("kafka"));
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitLoaded() {
        try {
            Awaitility.await("the sample is loaded; see " + output)
                    .atMost(LOADED_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("the demo ended:\n" + output());
                        }
                        return output().contains("Ctrl-C stops");
                    });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Without this module's own tests and the embedded broker's test double. */
    private static String classPathAsADemoHasIt() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .reduce((a, b) -> a + java.io.File.pathSeparator + b)
                .orElseThrow();
    }

    private static int freePortBase() {
        return IntStream.iterate(10_000, base -> base < 13_000, base -> base + 20)
                .filter(base -> IntStream.of(
                                base,
                                base + 1,
                                base + 2,
                                base + 3,
                                base + 4,
                                base + ISSUER_OFFSET,
                                base + 1_000,
                                base + 1_001,
                                base + 1_002,
                                base + 1_003,
                                base + 1_004,
                                base + KAFKA_OFFSET,
                                base + KAFKA_OFFSET + 1,
                                base + STORE_OFFSET)
                        .allMatch(DemoProcess::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
