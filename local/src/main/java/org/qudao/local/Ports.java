package org.qudao.local;

import java.util.ArrayList;
import java.util.List;
import org.qudao.local.broker.EmbeddedBroker;
import org.qudao.local.issuer.Issuer;
import picocli.CommandLine.Option;

/** Where everything listens. A service's management port is its port plus 1000; the broker's controller takes the port after the broker's. */
final class Ports {

    private static final int DEFAULT_BASE = 8080;
    private static final int MANAGEMENT_OFFSET = 1000;
    private static final int DEFAULT_STORE = 27117;
    private static final int ISSUER_OFFSET = Issuer.DEFAULT_PORT - DEFAULT_BASE;

    @Option(
            names = "--port-base",
            defaultValue = "" + DEFAULT_BASE,
            paramLabel = "N",
            description = "Moves all ports: gateway N, services N+1 to N+4, issuer N+5, management 1000 above; "
                    + "broker and store move by as much (default ${DEFAULT-VALUE}).")
    private int base = DEFAULT_BASE;

    @Option(names = "--port", paramLabel = "N", description = "Gateway (8080; management 9080).")
    private int gateway;

    @Option(names = "--dealer-port", paramLabel = "N", description = "dealer-service (8081; management 9081).")
    private int dealer;

    @Option(names = "--order-port", paramLabel = "N", description = "order-service (8082; management 9082).")
    private int order;

    @Option(names = "--inventory-port", paramLabel = "N", description = "inventory-service (8083; management 9083).")
    private int inventory;

    @Option(names = "--forecast-port", paramLabel = "N", description = "forecast-service (8084; management 9084).")
    private int forecast;

    @Option(names = "--issuer-port", paramLabel = "N", description = "Identity provider (8085).")
    private int issuer;

    @Option(names = "--kafka-port", paramLabel = "N", description = "Kafka broker (19092; controller 19093).")
    private int kafka;

    @Option(names = "--store-port", paramLabel = "N", description = "Document store (27117).")
    private int store;

    /** A port and what wants it. */
    record Use(int port, String by, String option) {}

    int gateway() {
        return or(gateway, base);
    }

    int dealer() {
        return or(dealer, base + 1);
    }

    int order() {
        return or(order, base + 2);
    }

    int inventory() {
        return or(inventory, base + 3);
    }

    int forecast() {
        return or(forecast, base + 4);
    }

    int issuer() {
        return or(issuer, base + ISSUER_OFFSET);
    }

    int kafka() {
        return or(kafka, EmbeddedBroker.DEFAULT_PORT + base - DEFAULT_BASE);
    }

    int store() {
        return or(store, DEFAULT_STORE + base - DEFAULT_BASE);
    }

    static int management(int port) {
        return port + MANAGEMENT_OFFSET;
    }

    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        service(uses, gateway(), "the gateway", "--port");
        service(uses, dealer(), "dealer-service", "--dealer-port");
        service(uses, order(), "order-service", "--order-port");
        service(uses, inventory(), "inventory-service", "--inventory-port");
        service(uses, forecast(), "forecast-service", "--forecast-port");
        uses.add(new Use(issuer(), "the identity provider", "--issuer-port"));
        uses.add(new Use(kafka(), "the Kafka broker", "--kafka-port"));
        uses.add(new Use(EmbeddedBroker.controllerPort(kafka()), "the Kafka controller", "--kafka-port"));
        uses.add(new Use(store(), "the document store", "--store-port"));
        return uses;
    }

    private static void service(List<Use> uses, int port, String name, String option) {
        uses.add(new Use(port, name, option));
        uses.add(new Use(management(port), name + " (management)", option));
    }

    private static int or(int chosen, int usual) {
        return chosen == 0 ? usual : chosen;
    }
}
