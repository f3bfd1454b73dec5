package org.qudao.local;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.qudao.local.issuer.Persona;
import org.qudao.local.sample.Personas;
import org.qudao.local.sample.SampleImport;
import org.qudao.local.sample.SampleImportFailed;
import org.qudao.local.sample.SampleReport;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything on this machine by one command. Exit codes: 1 it failed, 2 it cannot start here and says why. */
@Command(
        name = "qudao demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts Qudao with broker, store and identity provider on this machine and loads a sample.")
public final class Demo implements Callable<Integer> {

    private static final int CANNOT_START = 2;

    /** Names that the demo or its issuer uses itself. */
    private static final Set<String> TAKEN =
            Set.of("hq", "service", "regional-manager", "dealer", "outlet", "qudao-web");

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration HEALTH_PERIOD = Duration.ofMillis(250);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Where everything is kept (default ./${DEFAULT-VALUE}).")
    private Path dataPath = Path.of("data");

    @Option(names = "--reset", description = "Start empty: what an earlier demo left in the data directory is removed.")
    private boolean reset;

    @Option(
            names = "--sample",
            paramLabel = "DIR|steelwheels|none",
            description = "AdventureWorks as tidy CSV in DIR, SteelWheels, or nothing. "
                    + "Default: what the data directory holds, else steelwheels.")
    private @Nullable String sampleName;

    @Option(
            names = "--persona",
            paramLabel = "NAME:ROLE:NODE",
            description =
                    "Somebody of your own who may get tokens, such as north:DEALER:D103 or chief:REGIONAL_MANAGER:EU; "
                            + "repeatable, and to be given at every start.")
    private List<String> ownPersonas = List.of();

    @ArgGroup(validate = false, heading = "%nPorts (all on the loopback interface):%n")
    private Ports ports = new Ports();

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Preflight preflight;

    Demo(Preflight preflight) {
        this.preflight = preflight;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo(new Preflight())).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        DataDirectory data;
        @Nullable SampleImport wanted;
        Optional<LoadedSample> loaded;
        List<Persona> own;
        try {
            own = own();
            data = DataDirectory.take(dataPath);
            QuietLogs.toFile(data.logs().resolve("qudao.log"));
            List<String> problems = prepare(data);
            if (!problems.isEmpty()) {
                problems.forEach(System.err::println);
                return CANNOT_START;
            }
            loaded = LoadedSample.read(data.path());
            wanted = wanted(loaded);
        } catch (DataDirectory.Unusable | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CANNOT_START;
        }
        return run(data, wanted, loaded.orElse(null), own);
    }

    /**
     * A reset comes after what it would not help, and before what it may: a disk that is full of an earlier demo.
     *
     * @return what prevents the start, one line for each
     */
    List<String> prepare(DataDirectory data) {
        List<String> problems = new ArrayList<>(preflight.obstacles(ports));
        if (reset) {
            if (!problems.isEmpty()) {
                return problems;
            }
            data.reset();
        }
        problems.addAll(preflight.shortages(data.path()));
        return problems;
    }

    private int run(DataDirectory data, @Nullable SampleImport wanted, @Nullable LoadedSample loaded, List<Persona> own)
            throws InterruptedException {
        StartLog log = new StartLog(System.out);
        log.say("data directory " + data.path());
        Installation installation = new Installation(data, ports, log);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(installation, data), "demo-shutdown"));
        try {
            @Nullable LoadedSample sample = wanted == null ? loaded : LoadedSample.begun(wanted);
            installation.start(personas(sample == null ? null : sample.personas(), own));
            awaitHealth(installation);
            log.say("all services ready");
            if (wanted != null && sample != null) {
                sample.write(data.path());
                importSample(wanted, installation, log);
                sample = sample.completed();
                sample.write(data.path());
            }
            System.out.print(
                    new Announcement(installation.gatewayUri(), installation.issuerUri(), installation.secrets())
                            .text(sample, own, data.path().toString()));
            System.out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalStateException | SampleImportFailed e) {
            if (stopping.get()) {
                new CountDownLatch(1).await();
            }
            LoggerFactory.getLogger(Demo.class).error("The demo failed", e);
            System.err.println(e.getMessage() + " (see " + data.logs().resolve("qudao.log") + ")");
            return 1;
        }
    }

    /**
     * Null when there is nothing to import.
     *
     * @throws IllegalArgumentException when the directory holds another sample, or DIR is none
     */
    private @Nullable SampleImport wanted(Optional<LoadedSample> loaded) {
        if ("none".equals(sampleName)
                || (sampleName == null && loaded.map(LoadedSample::complete).orElse(false))) {
            return null;
        }
        if (sampleName == null
                && loaded.map(LoadedSample::name).orElse("steelwheels").equals("adventureworks")) {
            throw new IllegalArgumentException(
                    "The import of AdventureWorks was interrupted: name its directory again with --sample DIR, or start empty with --reset");
        }
        SampleImport wanted = sampleName == null || sampleName.equals("steelwheels")
                ? SampleImport.steelWheels()
                : SampleImport.adventureWorks(Path.of(sampleName));
        if (loaded.isPresent() && !loaded.get().name().equals(wanted.name())) {
            throw new IllegalArgumentException(
                    "The data directory holds the sample %s: start empty with --reset, or choose another with --data"
                            .formatted(loaded.get().name()));
        }
        return loaded.map(LoadedSample::complete).orElse(false) ? null : wanted;
    }

    /** @throws IllegalArgumentException when one is not well-formed, or two have the same name */
    private List<Persona> own() {
        Set<String> names = new HashSet<>(TAKEN);
        List<Persona> own = new ArrayList<>();
        for (String text : ownPersonas) {
            Persona persona = Persona.parse(text);
            if (!names.add(persona.id())) {
                throw new IllegalArgumentException("--persona " + text + ": the name is taken, choose another");
            }
            own.add(persona);
        }
        return own;
    }

    private static List<Persona> personas(@Nullable Personas nodes, List<Persona> own) {
        List<Persona> personas = new ArrayList<>();
        personas.add(new Persona("hq", List.of("HQ"), null));
        personas.add(new Persona("service", List.of("SERVICE"), null));
        if (nodes != null) {
            personas.add(new Persona("regional-manager", List.of("REGIONAL_MANAGER"), nodes.region()));
            personas.add(new Persona("dealer", List.of("DEALER"), nodes.dealer()));
            if (nodes.outlet() != null) {
                personas.add(new Persona("outlet", List.of("OUTLET"), nodes.outlet()));
            }
        }
        personas.addAll(own);
        return personas;
    }

    private static void awaitHealth(Installation installation) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(installation.gatewayUri() + "/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        String last = "no answer";
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                try {
                    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() == 200) {
                        return;
                    }
                    last = response.statusCode() + " " + response.body();
                } catch (IOException notYet) {
                    last = notYet.toString();
                }
                Thread.sleep(HEALTH_PERIOD);
            }
        }
        throw new IllegalStateException("Not ready within three minutes: " + last);
    }

    private static void importSample(SampleImport sample, Installation installation, StartLog log)
            throws InterruptedException {
        log.say("importing " + sample.name());
        try (HttpClient http = HttpClient.newHttpClient()) {
            TokenSource tokens = new TokenSource(
                    http,
                    installation.issuerUri(),
                    "service",
                    installation.secrets().of("service"));
            SampleReport report =
                    sample.run(URI.create(installation.gatewayUri()), tokens, new ImportLog(System.out, isTerminal()));
            System.out.println();
            System.out.print(report.table());
            log.say("imported " + sample.name());
        }
    }

    /** The specification still allows null, whatever today's JDK does. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private void stop(Installation installation, DataDirectory data) {
        stopping.set(true);
        System.out.println();
        System.out.println("Stopping ...");
        installation.close();
        data.close();
        System.out.println("Stopped.");
        System.out.flush();
    }
}
