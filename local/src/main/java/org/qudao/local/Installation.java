package org.qudao.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.DealerService;
import org.qudao.forecast.ForecastService;
import org.qudao.gateway.Gateway;
import org.qudao.inventory.InventoryService;
import org.qudao.local.broker.EmbeddedBroker;
import org.qudao.local.issuer.Issuer;
import org.qudao.local.issuer.Persona;
import org.qudao.local.issuer.Secrets;
import org.qudao.local.store.DurableStore;
import org.qudao.order.OrderService;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Store, broker, identity provider, gateway and the four services in this process. The services know each other by address only, as
 * they would in production; all listen on the loopback interface.
 */
final class Installation implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final DataDirectory data;
    private final Ports ports;
    private final StartLog log;

    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();
    private @Nullable Issuer issuer;
    private @Nullable EmbeddedBroker broker;
    private @Nullable DurableStore store;
    private boolean closing;

    Installation(DataDirectory data, Ports ports, StartLog log) {
        this.data = data;
        this.ports = ports;
        this.log = log;
    }

    /** Returns once all contexts are up; the services may still be working through events. */
    void start(List<Persona> personas) throws InterruptedException {
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            var brokerStart = starters.submit(this::startBroker);
            startStore();
            var issuerStart = starters.submit(() -> startIssuer(personas));
            var gatewayStart = starters.submit(this::startGateway);
            await(brokerStart);
            List<Future<?>> services = List.of(
                    starters.submit(
                            () -> startService("dealer-service", DealerService.class, ports.dealer(), "qudao_dealer")),
                    starters.submit(
                            () -> startService("order-service", OrderService.class, ports.order(), "qudao_order")),
                    starters.submit(() -> startService(
                            "inventory-service", InventoryService.class, ports.inventory(), "qudao_inventory")),
                    starters.submit(() -> startService(
                            "forecast-service", ForecastService.class, ports.forecast(), "qudao_forecast")),
                    issuerStart,
                    gatewayStart);
            for (Future<?> service : services) {
                await(service);
            }
        }
    }

    String gatewayUri() {
        return localhost(ports.gateway());
    }

    String issuerUri() {
        return localhost(ports.issuer());
    }

    synchronized Secrets secrets() {
        if (issuer == null) {
            throw new IllegalStateException("The identity provider has not started");
        }
        return issuer.secrets();
    }

    private void startStore() {
        DurableStore started = DurableStore.open(data.store(), ports.store());
        keep(() -> store = started, started);
        log.ready("document store", ports.store());
    }

    private Void startBroker() {
        EmbeddedBroker started = EmbeddedBroker.start(data.kafka(), ports.kafka());
        keep(() -> broker = started, started);
        log.ready("Kafka broker", ports.kafka());
        return null;
    }

    private Void startIssuer(List<Persona> personas) {
        Issuer started = Issuer.start(data.issuer(), ports.issuer(), issuerUri(), gatewayUri(), personas);
        keep(() -> issuer = started, started);
        log.ready("identity provider", ports.issuer());
        return null;
    }

    private Void startGateway() {
        List<String> arguments = common(ports.gateway());
        service(arguments, "dealer", ports.dealer());
        service(arguments, "order", ports.order());
        service(arguments, "inventory", ports.inventory());
        service(arguments, "forecast", ports.forecast());
        startContext("gateway", Gateway.class, ports.gateway(), arguments);
        return null;
    }

    private static void service(List<String> arguments, String name, int port) {
        arguments.add("--qudao.services." + name + ".url=" + localhost(port));
        arguments.add("--qudao.services." + name + ".management-url=" + localhost(Ports.management(port)));
    }

    private Void startService(String name, Class<?> application, int port, String database) {
        List<String> arguments = common(port);
        arguments.add("--spring.mongodb.uri=mongodb://localhost:" + ports.store() + "/" + database);
        arguments.add("--spring.kafka.bootstrap-servers=localhost:" + ports.kafka());
        arguments.add("--qudao.inventory-url=" + localhost(ports.inventory()));
        startContext(name, application, port, arguments);
        return null;
    }

    private List<String> common(int port) {
        return new ArrayList<>(List.of(
                "--server.address=" + LOOPBACK,
                "--server.port=" + port,
                "--management.server.address=" + LOOPBACK,
                "--management.server.port=" + Ports.management(port),
                "--management.metrics.use-global-registry=false",
                "--spring.jmx.enabled=false",
                "--qudao.issuer-uri=" + issuerUri()));
    }

    private void startContext(String name, Class<?> application, int port, List<String> arguments) {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
        keep(() -> contexts.add(started), started);
        log.ready(name, port);
    }

    /** What comes up after the closing has begun is closed at once. */
    private void keep(Runnable remember, AutoCloseable started) {
        synchronized (this) {
            if (!closing) {
                remember.run();
                return;
            }
        }
        quietly(started);
    }

    private static void await(Future<?> start) throws InterruptedException {
        try {
            start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(rootMessage(e), e.getCause());
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** Contexts first, so that nobody misses the broker; then the broker; the store last. */
    @Override
    public void close() {
        List<AutoCloseable> services;
        synchronized (this) {
            closing = true;
            services = new ArrayList<>(contexts);
            contexts.clear();
        }
        try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(context -> closers.execute(() -> quietly(context)));
        }
        quietly(issuer);
        quietly(broker);
        quietly(store);
    }

    private static void quietly(@Nullable AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Installation.class).warn("Could not be closed cleanly", e);
        }
    }

    private static String localhost(int port) {
        return "http://localhost:" + port;
    }
}
