package org.qudao.local.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.qudao.local.QuietLogs;
import org.qudao.local.broker.EmbeddedBroker;
import org.qudao.local.store.DurableStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts services once, against a store and a broker of its own, and stops them when they are ready; their JVMs leave beside each
 * {@code app.jar} an {@code app.aot} with the classes that a start loads, for {@code -XX:AOTCache} (JEP 483, JEP 514). It serves the
 * same JVM, jars and options only; to another one it is as if it were not there.
 */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = "Makes the AOT cache (app.aot) of services that were extracted to app.jar and lib.")
public final class TrainingMain implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories with an app.jar each.")
    private List<Path> directories = List.of();

    @Option(
            names = "--port-base",
            defaultValue = "30100",
            description =
                    "First of the ports that it listens on: three, and two per service (default ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(names = "--jvm-option", description = "Option that the services will be started with.")
    private List<String> jvmOptions = List.of();

    public static void main(String[] arguments) {
        QuietLogs.install();
        System.exit(new CommandLine(new TrainingMain()).execute(arguments));
    }

    /** How many ports from its base on it needs. */
    public static int ports(int services) {
        return 3 + 2 * services;
    }

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("qudao-training-");
        try (DurableStore store = DurableStore.open(data.resolve("store"), portBase);
                EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), portBase + 1);
                ExecutorService trainers = Executors.newFixedThreadPool(
                        Math.max(1, Runtime.getRuntime().availableProcessors()))) {
            List<Future<?>> trainings = new ArrayList<>();
            for (int service = 0; service < directories.size(); service++) {
                TrainedService trained = new TrainedService(
                        directories.get(service),
                        portBase + ports(service),
                        jvmOptions,
                        store.uri(),
                        broker.bootstrapServers());
                trainings.add(trainers.submit(trained));
            }
            for (Future<?> training : trainings) {
                training.get();
            }
        } finally {
            delete(data);
        }
        return 0;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
