package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** Something is wrong with the network between some services and the store or the broker. */
public final class NetworkFault implements Fault {

    private enum Direction {
        REQUESTS,
        REPLIES
    }

    private static final List<String> DROP = List.of("-j", "DROP");
    private static final List<String> RESET = List.of("-j", "REJECT", "--reject-with", "tcp-reset");

    private final String name;
    private final Set<Part> services;
    private final Set<Part> from;
    private final Set<Direction> directions;
    private final List<String> fate;
    private final Duration lasts;

    private NetworkFault(
            String name,
            Set<Part> services,
            Set<Part> from,
            Set<Direction> directions,
            List<String> fate,
            Duration lasts) {
        this.name = name;
        this.services = services;
        this.from = from;
        this.directions = directions;
        this.fate = fate;
        this.lasts = lasts;
    }

    /**
     * Nothing passes between the services and these parts, the store or the broker; nobody is told. Whom the broker's packets are for
     * cannot be told apart: they are let through, so that the other services go on, and what nobody acknowledges or asks for soon ends.
     */
    public static Fault cut(Set<Part> services, Set<Part> from, Duration lasts) {
        Set<Direction> directions =
                from.contains(Part.BROKER) ? Set.of(Direction.REQUESTS) : Set.of(Direction.REQUESTS, Direction.REPLIES);
        return new NetworkFault("cut", services, from, directions, DROP, lasts);
    }

    /** What the services send does not arrive. */
    public static Fault requestsLost(Set<Part> services, Set<Part> from, Duration lasts) {
        return new NetworkFault("requests lost", services, from, Set.of(Direction.REQUESTS), DROP, lasts);
    }

    /** What the services ask for is done, but they do not hear of it. Of the broker no service hears, whichever are named. */
    public static Fault repliesLost(Set<Part> services, Set<Part> from, Duration lasts) {
        return new NetworkFault("replies lost", services, from, Set.of(Direction.REPLIES), DROP, lasts);
    }

    /** Every connection is torn down as soon as it is used, and none can be made. */
    public static Fault connectionsReset(Set<Part> services, Set<Part> from, Duration lasts) {
        return new NetworkFault("connections reset", services, from, Set.of(Direction.REQUESTS), RESET, lasts);
    }

    /** Every so many packets in a hundred are lost, in both directions. */
    public static Fault packetsLost(int percent, Set<Part> services, Set<Part> from, Duration lasts) {
        return new NetworkFault(
                percent + " % of packets lost",
                services,
                from,
                Set.of(Direction.REQUESTS, Direction.REPLIES),
                List.of("-m", "statistic", "--mode", "random", "--probability", "" + percent / 100.0, "-j", "DROP"),
                lasts);
    }

    @Override
    public Optional<String> cannotRunHere() {
        return Firewall.cannotRunHere();
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        try (Firewall firewall = Firewall.open()) {
            packets(installation).forEach((packets, whose) -> firewall.rule(whose, concat(packets, fate)));
            Thread.sleep(lasts);
            firewall.requirePackets();
        }
    }

    /** Which packets, and between whom they go. Those of the broker to all services are the same. */
    private Map<List<String>, String> packets(Installation installation) {
        Map<List<String>, String> packets = new LinkedHashMap<>();
        for (Part service : services) {
            for (Part other : from) {
                for (Direction direction : directions) {
                    packets.putIfAbsent(packets(installation, service, other, direction), service + " and " + other);
                }
            }
        }
        return packets;
    }

    private static List<String> packets(Installation installation, Part service, Part other, Direction direction) {
        String port = direction == Direction.REQUESTS ? "--dport" : "--sport";
        if (other == Part.STORE) {
            return tcp(port, "" + installation.storeLine(service).port());
        }
        List<String> broker = tcp(port, "" + installation.brokerPort());
        return direction == Direction.REPLIES
                ? broker
                : concat(List.of("-m", "owner", "--gid-owner", "" + installation.group(service)), broker);
    }

    private static List<String> tcp(String... match) {
        return concat(List.of("-p", "tcp"), Arrays.asList(match));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    public String toString() {
        return name + " between " + services + " and " + from + " for " + lasts.toSeconds() + " s";
    }
}
