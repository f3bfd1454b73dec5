package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.test.FreePorts;
import org.qudao.platform.test.Looks;
import org.qudao.platform.test.Tokens;

/** Broker, store, gateway and services, each in a process of its own, on free ports and fresh data. */
public final class Installation implements AutoCloseable {

    /** The parts that a test may kill, in the order in which they are started. */
    public enum Part {
        STORE,
        BROKER,
        DEALER,
        ORDER,
        INVENTORY,
        FORECAST,
        GATEWAY;

        /** Those behind the gateway. */
        public static final List<Part> SERVICES = List.of(DEALER, ORDER, INVENTORY, FORECAST);

        /** All but the store and the broker. */
        public static final List<Part> SERVICES_AND_GATEWAY = List.of(DEALER, ORDER, INVENTORY, FORECAST, GATEWAY);
    }

    static {
        Looks.oftenAtFirst();
    }

    private static @Nullable Installation shared;

    private final Map<Part, QudaoProcess> processes = new HashMap<>();
    private final Map<Part, Integer> managementPorts = new HashMap<>();
    private final Map<Part, Integer> ports = new HashMap<>();
    private final int storePort = FreePorts.next();
    private final int brokerPort = FreePorts.next(2);
    private final int gatewayPort = FreePorts.next();
    private final Path directory;
    private final @Nullable FaultMode faultMode;
    private final Map<Part, Program> programs = new HashMap<>();
    private int instances;

    /** How a service is started, but for the ports that each of its instances has for itself. */
    private record Program(String name, String mainClass, Map<String, String> environment) {}

    private Installation(Path directory) {
        this.directory = directory;
        this.faultMode = FaultMode.isOn() ? new FaultMode(directory) : null;
    }

    /** The one that all tests of this JVM share: its start costs a minute. It ends with the JVM. */
    public static synchronized Installation shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One that a test may ruin, beside the shared one. To be closed. */
    public static Installation own() {
        return start();
    }

    private static Installation start() {
        try {
            Installation installation =
                    new Installation(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "installation-"));
            try {
                installation.startAll();
            } catch (RuntimeException | Error e) {
                installation.close(); // or its processes outlive the test
                throw e;
            }
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api as(String token) {
        return new Api(URI.create("http://localhost:" + gatewayPort), token);
    }

    public Api hq() {
        return as(Tokens.hq());
    }

    public Api dealer(String id) {
        return as(Tokens.dealer(id));
    }

    public String storeUri(String database) {
        return "mongodb://localhost:" + storePort + "/" + database;
    }

    public String kafkaBootstrap() {
        return "localhost:" + brokerPort;
    }

    public void kill(Part part) {
        process(part).kill();
    }

    public void restart(Part part) {
        process(part).restart();
    }

    /** Starts parts that do not run; they become ready in their own time. */
    public void start(List<Part> parts) {
        parts.forEach(part -> process(part).start());
    }

    /** Stops it in the middle of whatever it does; its connections stay open. */
    public void pause(Part part) {
        process(part).pause();
    }

    public void resume(Part part) {
        process(part).resume();
    }

    /** Whether it says that it can serve requests. */
    public boolean isReady(Part part) {
        return process(part).isReady();
    }

    public void awaitReady(Part part) {
        process(part).awaitReady();
    }

    public ProcessHandle handle(Part part) {
        return process(part).handle();
    }

    public boolean hasLogged(Part part, String text) {
        return process(part).logContains(text);
    }

    /** The lines with this text in the logs of all processes that there ever were, each behind the name of its log. */
    public List<String> logged(String text) {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> found = new ArrayList<>();
            for (Path log : files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                // Whatever the bytes are, for a process may have been killed in the middle of a letter.
                try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                    lines.filter(line -> line.contains(text))
                            .map(line -> log.getFileName() + ": " + line)
                            .forEach(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one more instance of a service, in the same consumer groups, on ports of its own that the gateway does not know. */
    public Instance addInstance(Part part) {
        Program program = programs.get(part);
        if (program == null) {
            throw new IllegalArgumentException(part + " is not a service");
        }
        QudaoProcess process =
                process(part, program, program.name() + "-" + (++instances + 1), FreePorts.next(), FreePorts.next());
        process.start();
        return new Instance(process);
    }

    /** What the part's JVM gets on its command line from its next start on. Only in fault mode, as all below. */
    public void jvmArguments(Part part, String... arguments) {
        faultMode().jvmArguments(part, List.of(arguments));
    }

    public StoreLine storeLine(Part service) {
        return faultMode().line(service);
    }

    /** The group id that a part's process has, for the firewall to know it by. */
    public int group(Part part) {
        return FaultMode.group(part);
    }

    public int brokerPort() {
        return brokerPort;
    }

    /** Where the store's data is, when that is a small disk of its own. */
    public Path storeDisk() {
        Path disk = faultMode().storeDisk();
        if (disk == null) {
            throw new IllegalStateException("the store has no disk of its own");
        }
        return disk;
    }

    /** Why no clock can be set, or empty. */
    public static Optional<String> whyNoClock() {
        return FaultMode.clockLibrary().isPresent()
                ? Optional.empty()
                : Optional.of("needs libfaketime (Debian package faketime)");
    }

    /** Restarts the services with clocks that can be set, or with the machine's own again. */
    public void restartWithClocks(Set<Part> services, boolean settable) {
        for (Part service : services) {
            faultMode().clock(service, settable);
            kill(service);
        }
        startTogether(List.copyOf(services));
    }

    /** Lets the service see a time that is so much ahead, or behind, within a second. */
    public void setClock(Part service, Duration ahead) {
        faultMode().setClock(service, ahead);
    }

    /** What time it is for a service, to the second. */
    public Instant clock(Part service) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest anything = HttpRequest.newBuilder(URI.create(managementUri(service) + "/actuator/health"))
                    .build();
            String date = http.send(anything, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElseThrow();
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private FaultMode faultMode() {
        if (faultMode == null) {
            throw new IllegalStateException("not started in fault mode, which -Pfaults does");
        }
        return faultMode;
    }

    public String managementUri(Part part) {
        return "http://localhost:" + managementPorts.get(part);
    }

    /** Where a service itself listens: behind the gateway, for those who would go around it. */
    public URI uri(Part part) {
        return URI.create("http://localhost:" + ports.get(part));
    }

    @Override
    public void close() {
        List.of(Part.values()).reversed().forEach(part -> {
            QudaoProcess process = processes.get(part);
            if (process != null) {
                process.stop();
            }
        });
        if (faultMode != null) {
            faultMode.close();
        }
    }

    private QudaoProcess process(Part part) {
        QudaoProcess process = processes.get(part);
        if (process == null) {
            throw new IllegalStateException(part + " is not part of this installation");
        }
        return process;
    }

    private void startAll() {
        if (faultMode != null) {
            faultMode.mountStoreDisk(directory.resolve("store"));
        }
        processes.put(
                Part.STORE,
                new QudaoProcess(
                        "store",
                        _ -> QudaoProcess.main("org.qudao.local.store.StoreMain"),
                        List.of("--data", directory.resolve("store").toString(), "--port", "" + storePort),
                        Map.of(),
                        directory,
                        () -> accepts(storePort),
                        () -> surroundings(Part.STORE)));
        processes.put(
                Part.BROKER,
                new QudaoProcess(
                        "broker",
                        _ -> QudaoProcess.main("org.qudao.local.broker.BrokerMain"),
                        List.of("--data", directory.resolve("broker").toString(), "--port", "" + brokerPort),
                        Map.of(),
                        directory,
                        () -> accepts(brokerPort),
                        () -> surroundings(Part.BROKER)));
        int inventoryPort = FreePorts.next();
        Map<String, String> gateway = new HashMap<>();
        service(Part.DEALER, "dealer-service", "org.qudao.dealer.DealerService", FreePorts.next(), Map.of(), gateway);
        service(
                Part.INVENTORY,
                "inventory-service",
                "org.qudao.inventory.InventoryService",
                inventoryPort,
                Map.of(),
                gateway);
        service(
                Part.ORDER,
                "order-service",
                "org.qudao.order.OrderService",
                FreePorts.next(),
                Map.of("QUDAO_INVENTORY_URL", "http://localhost:" + inventoryPort),
                gateway);
        service(
                Part.FORECAST,
                "forecast-service",
                "org.qudao.forecast.ForecastService",
                FreePorts.next(),
                Map.of(),
                gateway);
        service(Part.GATEWAY, "gateway", "org.qudao.gateway.Gateway", gatewayPort, gateway, new HashMap<>());

        new PackagedServices(programs.values().stream().map(Program::name).toList(), QudaoProcess.JVM_OPTIONS)
                .prepare();
        startTogether(List.of(Part.STORE, Part.BROKER));
        startTogether(Part.SERVICES_AND_GATEWAY);
    }

    private void service(
            Part part,
            String name,
            String mainClass,
            int port,
            Map<String, String> more,
            Map<String, String> gatewayEnvironment) {
        int management = FreePorts.next();
        managementPorts.put(part, management);
        ports.put(part, port);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("QUDAO_ISSUER_URI", Tokens.issuer());
        environment.put("QUDAO_KAFKA_BOOTSTRAP", kafkaBootstrap());
        environment.put(
                "QUDAO_MONGODB_URI",
                "mongodb://localhost:" + storePortOf(part) + "/qudao_"
                        + part.name().toLowerCase(java.util.Locale.ROOT));
        Program program = new Program(name, mainClass, environment);
        programs.put(part, program);
        processes.put(part, process(part, program, name, port, management));
        gatewayEnvironment.put("QUDAO_" + part + "_URL", "http://localhost:" + port);
        gatewayEnvironment.put("QUDAO_" + part + "_MANAGEMENT_URL", "http://localhost:" + management);
    }

    private int storePortOf(Part service) {
        if (faultMode == null || service == Part.GATEWAY) {
            return storePort;
        }
        int port = FreePorts.next();
        faultMode.openLine(service, port, storePort);
        return port;
    }

    private QudaoProcess process(Part part, Program program, String name, int port, int management) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.put("QUDAO_PORT", "" + port);
        environment.put("QUDAO_MANAGEMENT_PORT", "" + management);
        return new QudaoProcess(
                name,
                // Rules in a service's code use classes of the tests.
                around -> around.jvmArguments().isEmpty()
                        ? PackagedServices.arguments(program.name())
                        : QudaoProcess.main(program.mainClass()),
                List.of(),
                environment,
                directory,
                () -> isReady(management),
                () -> surroundings(part));
    }

    private Surroundings surroundings(Part part) {
        return faultMode == null ? Surroundings.NONE : faultMode.of(part);
    }

    private void startTogether(List<Part> parts) {
        parts.forEach(part -> process(part).start());
        parts.forEach(part -> process(part).awaitReady());
    }

    private static boolean isReady(int managementPort) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort
                                                    + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
