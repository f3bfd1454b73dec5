package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Machine;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.Request.Outcome;

/** Three times the orders that the installation can take: it goes on taking what it can, and refuses the rest properly. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class OverloadIT {

    private static final int DEALERS = 100;
    private static final int MUCH = 10_000_000;
    private static final int AT_PEAK = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    /** A tenth of a service's heap. */
    private static final long MAY_GROW_BYTES = 32 << 20;

    /** The last line of a histogram: instances, bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Installation installation = Installation.shared();
    private final AtomicInteger keys = new AtomicInteger();
    private List<Api> dealers = List.of();

    @Test
    void threeTimesTheLoadIsShed() throws Exception {
        Witness calm = Witness.patient();
        Witness crowd = Witness.impatient();
        try (Checker checker = new Checker(installation)) {
            Market market = Market.open(installation, DEALERS, 5, MUCH, MUCH);
            dealers = market.dealers().stream().map(installation::dealer).toList();
            closedLoop(market, calm, WARM_UP);
            double peak = closedLoop(market, calm, MEASURED);
            Map<Part, Long> heapBefore = liveHeap();
            double goodput = openLoop(market, crowd, 3 * peak);
            System.out.printf(
                    "overload: peak %.0f/s; at three times that %.0f/s taken (%.0f %%), of %d tries %d refused for now, %d broken%n",
                    peak, goodput, 100 * goodput / peak, crowd.tries(), crowd.notNow(), crowd.brokenConnections());
            Map<Part, Long> heapAfter = liveHeap();
            System.out.printf("live heap in bytes, before: %s, after: %s%n", heapBefore, heapAfter);
            assertThat(goodput / peak).as("share of the peak that is taken").isGreaterThanOrEqualTo(0.8);
            assertThat(crowd.brokenConnections()).as("tries without an answer").isZero();
            for (Part part : Part.values()) {
                assertThat(installation.handle(part).isAlive())
                        .as(part + " is alive")
                        .isTrue();
            }
            for (Part service : Part.SERVICES_AND_GATEWAY) {
                assertThat(heapAfter.get(service))
                        .as("live heap of " + service + " after the crowd")
                        .isLessThan(heapBefore.get(service) + MAY_GROW_BYTES);
            }
            assertThat(crowd.complaints()).isEmpty();
            askAgain(crowd, calm);
            assertThat(checker.check(market, calm).broken()).isEmpty();
        }
    }

    /** What a full collection leaves, in bytes. */
    private Map<Part, Long> liveHeap() {
        Map<Part, Long> live = new EnumMap<>(Part.class);
        for (Part service : Part.SERVICES_AND_GATEWAY) {
            String histogram = Machine.run(
                    Machine.jdk("jcmd"), "" + installation.handle(service).pid(), "GC.class_histogram");
            Matcher total = TOTAL.matcher(histogram);
            assertThat(total.find()).as("a total in " + histogram).isTrue();
            live.put(service, Long.parseLong(total.group(1)));
        }
        return live;
    }

    /** @return orders taken in a second */
    private double closedLoop(Market market, Witness witness, Duration lasts) {
        int before = witness.acceptedOrders();
        long end = System.nanoTime() + lasts.toNanos();
        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_PEAK; i++) {
                buyers.submit(() -> {
                    while (System.nanoTime() < end) {
                        order(market, witness);
                    }
                });
            }
        }
        return (witness.acceptedOrders() - before) / (double) lasts.toSeconds();
    }

    private double openLoop(Market market, Witness witness, double perSecond) {
        long start = System.nanoTime();
        long end = start + MEASURED.toNanos();
        long between = (long) (1e9 / perSecond);
        int taken;
        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long due = start; due < end; due += between) {
                LockSupport.parkNanos(due - System.nanoTime());
                buyers.submit(() -> order(market, witness));
            }
            taken = witness.acceptedOrders();
        }
        return taken / (double) MEASURED.toSeconds();
    }

    /** Whoever was not told for certain asks until he is: otherwise every uncertain submission would excuse a doubled order. */
    private void askAgain(Witness crowd, Witness calm) {
        try (ExecutorService buyers = Executors.newFixedThreadPool(AT_PEAK)) {
            for (Request request : crowd.requests()) {
                if (request.is(Act.SUBMIT, Outcome.UNKNOWN)) {
                    Api api = installation.dealer(request.node());
                    String body = request.asked().toString();
                    buyers.submit(() -> submit(request.id(), request.node(), api, body, calm));
                } else {
                    calm.adopt(request);
                }
            }
        }
        assertThat(calm.requests()).noneMatch(request -> request.outcome() == Outcome.UNKNOWN);
    }

    private Outcome order(Market market, Witness witness) {
        int number = keys.incrementAndGet();
        String dealer = market.dealers().get(number % DEALERS);
        return submit("KEY-" + number, dealer, dealers.get(number % DEALERS), market.orderFor(1), witness);
    }

    private static Outcome submit(String key, String dealer, Api api, String body, Witness witness) {
        return witness.make(Act.SUBMIT, key, dealer, body, () -> api.post("/api/v1/orders", body, key))
                .outcome();
    }
}
