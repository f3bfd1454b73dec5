package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Instance;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.injection.DiskFull;
import org.qudao.e2e.faults.injection.Fault;
import org.qudao.e2e.faults.injection.SlowStore;

/** What still works while something is wrong, beside what holds afterwards. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class DuringFaultsIT {

    private static final Duration LASTS = Duration.ofSeconds(20);
    /** Half of the smallest delay that the store is given: nobody else waits for it. */
    private static final Duration UNHARMED = Duration.ofMillis(250);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Installation installation = Installation.shared();
    private final Witness witness = Witness.patient();
    private final Checker checker = new Checker(installation);

    @AfterEach
    void close() {
        checker.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2_000})
    void aSlowStoreOfOneServiceHarmsNoOther(int delayMs) throws Exception {
        Market market = Market.open(installation, 6, 1, 1_000, 100_000);
        // Started a moment ago, so that it has the connections to the store that it comes with.
        installation.restart(Part.ORDER);
        DeadlinesKept deadlines = new DeadlinesKept(installation);
        List<String> others = List.of(
                "/api/v1/nodes/" + market.region(),
                "/api/v1/stock/" + market.warehouses().getFirst() + "/"
                        + market.items().getFirst());
        try (Trading trading = new Trading(market, witness, 1).start(0)) {
            CompletableFuture<Void> calm = inBackground(new SlowStore(Duration.ZERO, Set.of(Part.ORDER), LASTS));
            Map<String, Duration> before = answersOf(others, calm);
            CompletableFuture<Void> fault =
                    inBackground(new SlowStore(Duration.ofMillis(delayMs), Set.of(Part.ORDER), LASTS));
            Map<String, Duration> during = answersOf(others, fault);
            trading.closeMarket();
            System.out.printf(
                    "store slow by %d ms for order-service: others answered within %s before and %s then, at the median;"
                            + " the slowest answer of all came after %s%n",
                    delayMs, before.values(), during.values(), witness.slowestAnswer());
            assertThat(during).as("what requests to other services take").allSatisfy((path, took) -> assertThat(took)
                    .as(path)
                    .isLessThan(Objects.requireNonNull(before.get(path)).plus(UNHARMED)));
        }
        assertThat(checker.check(market, witness).broken()).isEmpty();
        assertThat(DeadlinesKept.answers(witness)).isEmpty();
        assertThat(deadlines.pools()).isEmpty();
    }

    @Test
    void aFullDiskOfTheStoreTakesReadinessDownAndItComesBack() throws Exception {
        Fault full = new DiskFull(LASTS);
        full.cannotRunHere().ifPresent(why -> assumeTrue(false, full + " " + why));
        Market market = Market.open(installation, 6, 1, 1_000, 100_000);
        try (Trading trading = new Trading(market, witness, 1).start(0)) {
            CompletableFuture<Void> fault = inBackground(full);
            await("order-service is not ready").atMost(LASTS).until(() -> !installation.isReady(Part.ORDER));
            assertThat(installation.hq().get("/api/v1/orders?limit=1").status())
                    .as("reads go on")
                    .isEqualTo(200);
            fault.get();
            await("order-service is ready").atMost(LASTS).until(() -> installation.isReady(Part.ORDER));
            trading.closeMarket();
        }
        assertThat(checker.check(market, witness).broken()).isEmpty();
    }

    @Test
    void anotherInstanceTakesOverTheEventsOfOneThatHangs() throws Exception {
        Market market = Market.open(installation, 1, 1, 100, 100_000);
        String dealer = market.dealers().getFirst();
        Api api = installation.dealer(dealer);
        String body = market.orderFor(1);
        try (Instance second = installation.addInstance(Part.INVENTORY)) {
            second.awaitReady();
            installation.pause(Part.INVENTORY);
            try {
                for (int i = 0; i < 12; i++) { // more than the topic has partitions
                    String key = "take-over-" + i;
                    Request submitted =
                            witness.make(Act.SUBMIT, key, dealer, body, () -> api.post("/api/v1/orders", body, key));
                    String id =
                            Objects.requireNonNull(submitted.answer()).get("id").asString();
                    await(id).atMost(Duration.ofSeconds(60)).until(() -> installation
                            .hq()
                            .get("/api/v1/orders/" + id)
                            .ok()
                            .get("status")
                            .asString()
                            .equals("CONFIRMED"));
                }
            } finally {
                installation.resume(Part.INVENTORY);
            }
        }
        assertThat(checker.check(market, witness).broken()).isEmpty();
    }

    /** What a request for each of them takes until that is over, at the median. */
    private Map<String, Duration> answersOf(List<String> paths, CompletableFuture<Void> until) throws Exception {
        Api hq = installation.hq();
        Map<String, List<Duration>> took = new TreeMap<>();
        while (!until.isDone()) {
            for (String path : paths) {
                long start = System.nanoTime();
                assertThat(hq.get(path).status()).as(path).isEqualTo(200);
                took.computeIfAbsent(path, p -> new ArrayList<>()).add(Duration.ofNanos(System.nanoTime() - start));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        until.get();
        Map<String, Duration> medians = new TreeMap<>();
        took.forEach((path, times) ->
                medians.put(path, times.stream().sorted().toList().get(times.size() / 2)));
        return medians;
    }

    private CompletableFuture<Void> inBackground(Fault fault) {
        return CompletableFuture.runAsync(() -> {
            try {
                fault.inflict(installation, new Random(1));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
