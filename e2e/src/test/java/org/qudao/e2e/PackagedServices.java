package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qudao.local.training.TrainingMain;
import org.qudao.platform.test.FreePorts;

/** The services as an image has them: extracted from their jars, each beside the AOT cache of its training. Made anew for new jars. */
final class PackagedServices {

    private static final Path DIRECTORY = Path.of("target", "services").toAbsolutePath();

    private static final String ORIGIN = "origin.txt";

    /** To a tool that runs for seconds the second compiler only takes processor time. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private final List<String> names;
    private final List<String> jvmOptions;

    /** @param jvmOptions that they are started with */
    PackagedServices(List<String> names, List<String> jvmOptions) {
        this.names = names;
        this.jvmOptions = jvmOptions;
    }

    /** What a JVM needs on its command line to be that service. */
    static List<String> arguments(String name) {
        return List.of(
                "-XX:AOTMode=on", // no start without the cache, which is what is to be seen here
                "-XX:AOTCache=" + DIRECTORY.resolve(name).resolve("app.aot"),
                "-jar",
                DIRECTORY.resolve(name).resolve("app.jar").toString());
    }

    void prepare() {
        try {
            Map<Path, String> changed = new LinkedHashMap<>();
            Map<Path, Path> jars = new LinkedHashMap<>();
            for (String name : names) {
                Path jar = jar(name);
                Path service = DIRECTORY.resolve(name);
                String origin = origin(jar);
                Path known = service.resolve(ORIGIN);
                if (!Files.exists(known) || !Files.readString(known).equals(origin)) {
                    changed.put(service, origin);
                    jars.put(service, jar);
                }
            }
            if (!changed.isEmpty()) {
                jars.entrySet().parallelStream().forEach(service -> extract(service.getValue(), service.getKey()));
                train(List.copyOf(changed.keySet()));
            }
            for (Map.Entry<Path, String> service : changed.entrySet()) {
                Files.writeString(service.getKey().resolve(ORIGIN), service.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a cache is for. A jar's time says nothing: it is that of the release, so that builds can be compared. */
    private String origin(Path jar) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return "%s %s %s".formatted(HexFormat.of().formatHex(hash), Runtime.version(), jvmOptions);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path jar(String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", name, "target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name
                            + " is not packaged: run `./mvnw -pl e2e verify`, which brings the services it needs"));
        }
    }

    private static void extract(Path jar, Path service) {
        Machine.run(
                Machine.jdk("java"),
                SHORT_LIVED,
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--application-filename",
                "app.jar",
                "--destination",
                service.toString());
    }

    private void train(List<Path> services) {
        List<String> command = new ArrayList<>(List.of(
                Machine.jdk("java"),
                SHORT_LIVED,
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMain.class.getName(),
                "--port-base",
                "" + FreePorts.next(TrainingMain.ports(services.size()))));
        jvmOptions.forEach(option -> command.add("--jvm-option=" + option));
        services.forEach(service -> command.add(service.toString()));
        Machine.run(command.toArray(String[]::new));
    }
}
