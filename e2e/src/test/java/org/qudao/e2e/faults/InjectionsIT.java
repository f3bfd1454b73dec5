package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.faults.injection.BrokerAway;
import org.qudao.e2e.faults.injection.ConsumersComeAndGo;
import org.qudao.e2e.faults.injection.DiskFull;
import org.qudao.e2e.faults.injection.Fault;
import org.qudao.e2e.faults.injection.LittleBandwidth;
import org.qudao.e2e.faults.injection.LongPause;
import org.qudao.e2e.faults.injection.NetworkFault;
import org.qudao.e2e.faults.injection.SlowStore;
import org.qudao.e2e.faults.injection.WrongClock;

/** Each fault from outside, while dealers order. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class InjectionsIT {

    private static final int DEALERS = 6;
    private static final int ORDERS_EACH = 25;

    private static final Set<Part> ALL = Set.of(Part.DEALER, Part.ORDER, Part.INVENTORY, Part.FORECAST);
    private static final Set<Part> ORDER = Set.of(Part.ORDER);
    private static final Set<Part> STORE = Set.of(Part.STORE);
    private static final Set<Part> BROKER = Set.of(Part.BROKER);
    private static final Set<Part> BOTH = Set.of(Part.STORE, Part.BROKER);

    private final Installation installation = Installation.shared();
    private final Consistency consistency = new Consistency(installation);

    static Stream<Arguments> faults() {
        Duration half = Duration.ofMillis(500);
        Duration two = Duration.ofSeconds(2);
        Duration some = Duration.ofSeconds(20);
        Duration long30 = Duration.ofSeconds(30);
        return Stream.of(
                        new BrokerAway(Duration.ofSeconds(60)),
                        new SlowStore(half, ORDER, some),
                        new SlowStore(two, ORDER, some),
                        new SlowStore(half, ALL, some),
                        new SlowStore(two, ALL, some),
                        new LittleBandwidth(20_000, ALL, long30),
                        new ConsumersComeAndGo(Part.ORDER, long30),
                        new ConsumersComeAndGo(Part.INVENTORY, long30),
                        NetworkFault.cut(ORDER, BROKER, long30),
                        NetworkFault.cut(Set.of(Part.INVENTORY), BROKER, long30),
                        NetworkFault.cut(ORDER, STORE, long30),
                        NetworkFault.cut(Set.of(Part.INVENTORY), STORE, long30),
                        NetworkFault.requestsLost(ORDER, BOTH, some),
                        NetworkFault.repliesLost(ORDER, BOTH, some),
                        NetworkFault.repliesLost(Set.of(Part.INVENTORY), STORE, some),
                        NetworkFault.connectionsReset(ALL, BOTH, some),
                        NetworkFault.packetsLost(20, ALL, BOTH, long30),
                        new DiskFull(some),
                        new WrongClock(Duration.ofHours(1), ORDER, some),
                        new WrongClock(Duration.ofHours(-1), ORDER, some),
                        new WrongClock(Duration.ofDays(2), ORDER, some),
                        new WrongClock(Duration.ofHours(1), ALL, some),
                        new WrongClock(Duration.ofHours(-1), ALL, some),
                        new WrongClock(Duration.ofDays(2), ALL, some),
                        new LongPause(Part.ORDER, long30),
                        new LongPause(Part.INVENTORY, long30),
                        new LongPause(Part.STORE, long30),
                        new LongPause(Part.BROKER, long30))
                .filter(fault -> fault.toString().matches(System.getProperty("fault", ".*")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostOrDoubled(Fault fault) throws Exception {
        fault.cannotRunHere().ifPresent(why -> assumeTrue(false, fault + " " + why));
        Trade trade = Trade.open(installation, DEALERS, 10_000, 1_000_000);
        Map<String, String> orders;
        long ended;
        try (OrderLoad load = new OrderLoad(trade).start(ORDERS_EACH)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> load.accepted() > 10);
            fault.inflict(installation, new Random(1));
            ended = System.nanoTime();
            for (Part part : List.of(Part.GATEWAY, Part.DEALER, Part.ORDER, Part.INVENTORY, Part.FORECAST)) {
                installation.awaitReady(part);
            }
            System.out.printf(
                    "%s: ready %.1f s after its end, %d orders accepted%n", fault, since(ended), load.accepted());
            orders = load.join();
            assertThat(load.unexpectedAnswers()).isZero();
        }
        System.out.printf("%s: last order accepted %.1f s after its end%n", fault, since(ended));
        assertThat(orders).hasSize(DEALERS * ORDERS_EACH);
        consistency.check(trade, orders);
        System.out.printf("%s: at rest and consistent %.1f s after its end%n", fault, since(ended));
        assertThat(orders.values())
                .allSatisfy(id -> assertThat(consistency.order(id).get("status").asString())
                        .isEqualTo("CONFIRMED"));
        assertThat(consistency.reserved(trade)).isEqualTo(DEALERS * ORDERS_EACH);
        assertThat(consistency.available(trade)).isEqualTo(10_000 - DEALERS * ORDERS_EACH);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
