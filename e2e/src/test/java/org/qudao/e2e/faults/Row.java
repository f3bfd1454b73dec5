package org.qudao.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.faults.injection.BrokerAway;
import org.qudao.e2e.faults.injection.ConsumersComeAndGo;
import org.qudao.e2e.faults.injection.CrashAt;
import org.qudao.e2e.faults.injection.DiskFull;
import org.qudao.e2e.faults.injection.EventsAgain;
import org.qudao.e2e.faults.injection.Fault;
import org.qudao.e2e.faults.injection.Kill;
import org.qudao.e2e.faults.injection.LittleBandwidth;
import org.qudao.e2e.faults.injection.LongPause;
import org.qudao.e2e.faults.injection.NetworkFault;
import org.qudao.e2e.faults.injection.OutOfOrder;
import org.qudao.e2e.faults.injection.Poison;
import org.qudao.e2e.faults.injection.SlowClients;
import org.qudao.e2e.faults.injection.SlowStore;
import org.qudao.e2e.faults.injection.WrongClock;

/**
 * A row of the matrix in {@code docs/reliability.md}.
 *
 * @param number of the row
 */
record Row(int number, String name, Fault fault) {

    private static final Set<Part> ORDER = Set.of(Part.ORDER);
    private static final Set<Part> INVENTORY = Set.of(Part.INVENTORY);
    /** In their order, for they are part of the rows' names. */
    private static final Set<Part> ALL = EnumSet.copyOf(Part.SERVICES);

    private static final Set<Part> STORE = Set.of(Part.STORE);
    private static final Set<Part> BROKER = Set.of(Part.BROKER);
    private static final Set<Part> BOTH = Set.of(Part.STORE, Part.BROKER);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration BUSY = Duration.ofSeconds(120);

    /** Those in which the broker or the store was away for some service, so that work piled up. */
    boolean leavesBacklog() {
        return Set.of(5, 6, 7, 14).contains(number)
                || Set.of("pause of STORE", "pause of BROKER").contains(name);
    }

    /** That in which orders are taken as ever, for nobody needs the broker to answer. */
    boolean ordersGoOn() {
        return number == 6;
    }

    /** Until every part is ready again; the last is for a dealer's haste, which leaves no processor for a start. */
    Duration readyWithin() {
        return switch (number) {
            case 20 -> Duration.ofSeconds(90);
            case 1 -> Duration.ofSeconds(20);
            default -> BUSY;
        };
    }

    /** That in which a start is timed: meanwhile the market leaves some of the processors to it. */
    boolean timesAStart() {
        return number == 1;
    }

    /** Those in which a service believes that the day has not come yet. */
    boolean setsClocksBack() {
        return name.startsWith("clock -");
    }

    /** Those after which somebody may be left without an answer. */
    boolean stopsTheGateway() {
        return number == 20 || name.equals("kill -9 GATEWAY");
    }

    /** Those in which every part goes on, and waits longer for the store than it is used to. */
    boolean slowsTheStore() {
        return number == 8;
    }

    /** Kills of order-service, inventory-service and the broker, and events that come again or late. */
    boolean inEveryBuild() {
        return Set.of(5, 10, 11).contains(number)
                || Set.of("kill -9 ORDER", "kill -9 INVENTORY").contains(name);
    }

    /** Those that any machine can run without preparation. */
    static List<Row> plain() {
        List<Row> rows = new ArrayList<>();
        for (Part service : Part.SERVICES_AND_GATEWAY) {
            rows.add(new Row(1, "kill -9 " + service, Kill.of(service)));
        }
        rows.add(new Row(5, "kill -9 BROKER", Kill.of(Part.BROKER)));
        rows.add(new Row(7, "kill -9 STORE", Kill.of(Part.STORE)));
        rows.add(new Row(10, "every event ten times", new EventsAgain(10, false)));
        rows.add(new Row(11, "late events again", new EventsAgain(2, true)));
        rows.add(new Row(12, "poison", new Poison()));
        rows.add(new Row(20, "kill everything", Kill.of(Part.values())));
        return rows;
    }

    /** Those that need an installation which can be disturbed from outside; some also root, or tools. */
    static List<Row> prepared() {
        List<Row> rows = new ArrayList<>();
        for (Part service : List.of(Part.ORDER, Part.INVENTORY)) {
            rows.add(new Row(2, "crash between store and publish: " + service, CrashAt.beforePublishing(service)));
            rows.add(new Row(3, "crash between publish and mark: " + service, CrashAt.afterPublishing(service)));
        }
        for (Part service : List.of(Part.ORDER, Part.INVENTORY, Part.DEALER, Part.FORECAST)) {
            rows.add(new Row(4, "crash before offset commit: " + service, CrashAt.beforeCommit(service)));
            rows.add(new Row(13, "consumers come and go: " + service, new ConsumersComeAndGo(service, LONG)));
            rows.add(new Row(14, service + " cut from broker", NetworkFault.cut(Set.of(service), BROKER, LONG)));
            rows.add(new Row(14, service + " cut from store", NetworkFault.cut(Set.of(service), STORE, LONG)));
            rows.add(new Row(19, "pause of " + service, new LongPause(service, LONG)));
        }
        for (Part service : List.of(Part.ORDER, Part.INVENTORY, Part.DEALER, Part.FORECAST)) {
            rows.add(new Row(11, "events out of order: " + service, new OutOfOrder(service, SHORT)));
        }
        rows.add(new Row(6, "broker away for 60 s", new BrokerAway(Duration.ofSeconds(60))));
        for (Set<Part> services : List.of(ORDER, ALL)) {
            rows.add(new Row(8, "store slow by 0.5 s for " + services, slow(500, services)));
            rows.add(new Row(8, "store slow by 2 s for " + services, slow(2_000, services)));
            rows.add(new Row(18, "clock +1 h of " + services, clock(Duration.ofHours(1), services)));
            rows.add(new Row(18, "clock -1 h of " + services, clock(Duration.ofHours(-1), services)));
            rows.add(new Row(18, "clock +2 days of " + services, clock(Duration.ofDays(2), services)));
            rows.add(new Row(18, "clock -2 days of " + services, clock(Duration.ofDays(-2), services)));
        }
        rows.add(new Row(9, "answer lost after the work", CrashAt.beforeAnswering()));
        rows.add(new Row(15, "requests of ORDER lost", NetworkFault.requestsLost(ORDER, BOTH, SHORT)));
        rows.add(new Row(15, "replies to ORDER lost", NetworkFault.repliesLost(ORDER, BOTH, SHORT)));
        rows.add(new Row(
                15, "replies of the store to INVENTORY lost", NetworkFault.repliesLost(INVENTORY, STORE, SHORT)));
        rows.add(new Row(15, "connections reset", NetworkFault.connectionsReset(ALL, BOTH, SHORT)));
        rows.add(new Row(15, "20 % of packets lost", NetworkFault.packetsLost(20, ALL, BOTH, LONG)));
        rows.add(new Row(16, "20 kB/s between the store and each service", new LittleBandwidth(20_000, ALL, LONG)));
        rows.add(new Row(17, "disk full", new DiskFull(SHORT)));
        rows.add(new Row(23, "200 slow clients", new SlowClients(200, LONG)));
        rows.add(new Row(19, "pause of STORE", new LongPause(Part.STORE, LONG)));
        rows.add(new Row(19, "pause of BROKER", new LongPause(Part.BROKER, LONG)));
        return rows;
    }

    private static Fault slow(int delayMs, Set<Part> services) {
        return new SlowStore(Duration.ofMillis(delayMs), services, SHORT);
    }

    private static Fault clock(Duration ahead, Set<Part> services) {
        return new WrongClock(ahead, services, SHORT);
    }

    @Override
    public String toString() {
        return number + " " + name;
    }
}
