package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Instance;
import org.qudao.e2e.faults.injection.BrokerAway;
import org.qudao.e2e.faults.injection.ConsumersComeAndGo;
import org.qudao.e2e.faults.injection.DiskFull;
import org.qudao.e2e.faults.injection.Fault;
import org.qudao.e2e.faults.injection.LittleBandwidth;
import org.qudao.e2e.faults.injection.LongPause;
import org.qudao.e2e.faults.injection.NetworkFault;
import org.qudao.e2e.faults.injection.SlowClients;
import org.qudao.e2e.faults.injection.SlowStore;
import org.qudao.e2e.faults.injection.WrongClock;

/** Each fault from outside, while dealers order. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class InjectionsIT {

    private static final int DEALERS = 6;
    private static final int ORDERS_PER_ROUND = 2;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final int STOCK = 100_000;

    private static final Set<Part> ALL = Set.of(Part.DEALER, Part.ORDER, Part.INVENTORY, Part.FORECAST);
    private static final Set<Part> ALL_AND_GATEWAY =
            Set.of(Part.DEALER, Part.ORDER, Part.INVENTORY, Part.FORECAST, Part.GATEWAY);
    private static final Set<Part> ORDER = Set.of(Part.ORDER);
    private static final Set<Part> STORE = Set.of(Part.STORE);
    private static final Set<Part> BROKER = Set.of(Part.BROKER);
    private static final Set<Part> BOTH = Set.of(Part.STORE, Part.BROKER);

    private final Installation installation = Installation.shared();
    private final Consistency consistency = new Consistency(installation);

    static Stream<Arguments> faults() {
        Duration halfASecond = Duration.ofMillis(500);
        Duration twoSeconds = Duration.ofSeconds(2);
        Duration aWhile = Duration.ofSeconds(20);
        Duration halfAMinute = Duration.ofSeconds(30);
        return Stream.of(
                        new BrokerAway(Duration.ofSeconds(60)),
                        new SlowStore(halfASecond, ORDER, aWhile),
                        new SlowStore(twoSeconds, ORDER, aWhile),
                        new SlowStore(halfASecond, ALL, aWhile),
                        new SlowStore(twoSeconds, ALL, aWhile),
                        new LittleBandwidth(4_000, ALL, halfAMinute),
                        new ConsumersComeAndGo(Part.ORDER, halfAMinute),
                        new ConsumersComeAndGo(Part.INVENTORY, halfAMinute),
                        NetworkFault.cut(ORDER, BROKER, halfAMinute),
                        NetworkFault.cut(Set.of(Part.INVENTORY), BROKER, halfAMinute),
                        NetworkFault.cut(ORDER, STORE, halfAMinute),
                        NetworkFault.cut(Set.of(Part.INVENTORY), STORE, halfAMinute),
                        NetworkFault.requestsLost(ORDER, BOTH, aWhile),
                        NetworkFault.repliesLost(ORDER, BOTH, aWhile),
                        NetworkFault.repliesLost(Set.of(Part.INVENTORY), STORE, aWhile),
                        NetworkFault.connectionsReset(ALL, BOTH, aWhile),
                        NetworkFault.packetsLost(20, ALL, BOTH, halfAMinute),
                        new DiskFull(aWhile),
                        new WrongClock(Duration.ofHours(1), ORDER, aWhile),
                        new WrongClock(Duration.ofHours(-1), ORDER, aWhile),
                        new WrongClock(Duration.ofDays(2), ORDER, aWhile),
                        new WrongClock(Duration.ofHours(1), ALL_AND_GATEWAY, aWhile),
                        new WrongClock(Duration.ofHours(-1), ALL_AND_GATEWAY, aWhile),
                        new WrongClock(Duration.ofDays(2), ALL_AND_GATEWAY, aWhile),
                        new SlowClients(200, Duration.ofSeconds(75)),
                        new LongPause(Part.ORDER, halfAMinute),
                        new LongPause(Part.INVENTORY, halfAMinute),
                        new LongPause(Part.STORE, halfAMinute),
                        new LongPause(Part.BROKER, halfAMinute))
                .filter(fault -> fault.toString().matches(System.getProperty("fault", ".*")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostOrDoubled(Fault fault) throws Exception {
        fault.cannotRunHere().ifPresent(why -> assumeTrue(false, fault + " " + why));
        Trade trade = Trade.open(installation, DEALERS, STOCK, 1_000_000);
        Map<String, String> orders = new HashMap<>(round(trade));
        CompletableFuture<Long> ended = inBackground(fault);
        try {
            while (!ended.isDone()) {
                Thread.sleep(BETWEEN_ROUNDS);
                orders.putAll(round(trade));
            }
        } finally {
            ended.exceptionally(_ -> 0L).join(); // or it goes on into the next test
        }
        long end = ended.get();
        say(fault, orders.size() + " orders, the last accepted", end);
        for (Part part : List.of(Part.GATEWAY, Part.DEALER, Part.ORDER, Part.INVENTORY, Part.FORECAST)) {
            installation.awaitReady(part);
        }
        say(fault, "all ready", end);
        orders.putAll(round(trade));
        consistency.check(trade, orders);
        say(fault, "at rest and consistent", end);
        assertThat(orders.values())
                .allSatisfy(id -> assertThat(consistency.order(id).get("status").asString())
                        .isEqualTo("CONFIRMED"));
        assertThat(consistency.reserved(trade)).isEqualTo(orders.size());
        assertThat(consistency.available(trade)).isEqualTo(STOCK - orders.size());
    }

    /** Every dealer's next orders, each repeated until it is accepted. */
    private static Map<String, String> round(Trade trade) throws Exception {
        try (OrderLoad load = new OrderLoad(trade).start(ORDERS_PER_ROUND)) {
            Map<String, String> orders = load.join();
            assertThat(load.unexpectedAnswers()).isZero();
            assertThat(orders).hasSize(DEALERS * ORDERS_PER_ROUND);
            return orders;
        }
    }

    @Test
    void aSlowStoreOfOneServiceHarmsNoOther() throws Exception {
        Trade trade = Trade.open(installation, DEALERS, STOCK, 1_000_000);
        Api hq = installation.hq();
        Fault slow = new SlowStore(Duration.ofSeconds(2), ORDER, Duration.ofSeconds(20));
        try (OrderLoad load = new OrderLoad(trade).start(5)) {
            CompletableFuture<Long> ended = inBackground(slow);
            double slowest = 0;
            while (!ended.isDone()) {
                long start = System.nanoTime();
                assertThat(hq.get("/api/v1/nodes/" + trade.dealers().getFirst()).status())
                        .isEqualTo(200);
                assertThat(hq.get("/api/v1/stock/" + trade.warehouse() + "/" + trade.sku())
                                .status())
                        .isEqualTo(200);
                slowest = Math.max(slowest, since(start));
                Thread.sleep(100);
            }
            System.out.printf("%s: others answered two requests within %.1f s%n", slow, slowest);
            assertThat(slowest).isLessThan(3);
            consistency.check(trade, load.join());
            assertThat(load.unexpectedAnswers()).isZero();
        }
    }

    @Test
    void aFullDiskOfTheStoreTakesReadinessDownAndItComesBack() throws Exception {
        Fault full = new DiskFull(Duration.ofSeconds(20));
        full.cannotRunHere().ifPresent(why -> assumeTrue(false, full + " " + why));
        Trade trade = Trade.open(installation, DEALERS, STOCK, 1_000_000);
        try (OrderLoad load = new OrderLoad(trade).start(30)) {
            CompletableFuture<Long> ended = inBackground(full);
            await().atMost(Duration.ofSeconds(20)).until(() -> !installation.isReady(Part.ORDER));
            assertThat(installation.hq().get("/api/v1/orders?limit=1").status()).isEqualTo(200);
            ended.get();
            await().atMost(Duration.ofSeconds(20)).until(() -> installation.isReady(Part.ORDER));
            consistency.check(trade, load.join());
            assertThat(load.unexpectedAnswers()).isZero();
        }
    }

    @Test
    void anotherInstanceTakesOverTheEventsOfOneThatHangs() throws Exception {
        Trade trade = Trade.open(installation, 1, 100, 1_000_000);
        try (Instance second = installation.addInstance(Part.INVENTORY)) {
            second.awaitReady();
            installation.pause(Part.INVENTORY);
            try {
                Api dealer = installation.dealer(trade.dealers().getFirst());
                for (int i = 0; i < 12; i++) { // more than the topic has partitions
                    String id = dealer.post("/api/v1/orders", trade.orderFor(1), "take-over-" + i + trade.sku())
                            .ok()
                            .get("id")
                            .asString();
                    await(id).atMost(Duration.ofSeconds(35)).until(() -> consistency
                            .order(id)
                            .get("status")
                            .asString()
                            .equals("CONFIRMED"));
                }
            } finally {
                installation.resume(Part.INVENTORY);
            }
        }
    }

    /** Completes with the time at which the fault ended. */
    private CompletableFuture<Long> inBackground(Fault fault) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                fault.inflict(installation, new Random(1));
                return System.nanoTime();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void say(Fault fault, String what, long end) {
        System.out.printf("%s: %s %.1f s after its end%n", fault, what, since(end));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
