package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.qudao.local.training.TrainingMain;
import org.qudao.platform.test.FreePorts;

/** The services as an image has them: extracted from their jars, each beside the AOT cache of its training. Made anew for new jars. */
final class PackagedServices {

    private static final Path DIRECTORY = Path.of("target", "services").toAbsolutePath();

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
            List<Path> changed = new ArrayList<>();
            for (String name : names) {
                Path jar = jar(name);
                Path service = DIRECTORY.resolve(name);
                if (!isFrom(jar, service)) {
                    extract(jar, service);
                    changed.add(service);
                }
            }
            if (!changed.isEmpty()) {
                train(changed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFrom(Path jar, Path service) throws IOException {
        Path cache = service.resolve("app.aot");
        return Files.exists(cache) && Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(cache)) < 0;
    }

    private static Path jar(String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", name, "target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .max(Comparator.comparing(PackagedServices::changed))
                    .orElseThrow(() -> new IllegalStateException(name
                            + " is not packaged: run `./mvnw -pl e2e verify`, which brings the services it needs"));
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void extract(Path jar, Path service) {
        Machine.run(
                java(),
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
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMain.class.getName(),
                "--port-base",
                "" + FreePorts.next(TrainingMain.ports(services.size()))));
        jvmOptions.forEach(option -> command.add("--jvm-option=" + option));
        services.forEach(service -> command.add(service.toString()));
        Machine.run(command.toArray(String[]::new));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
