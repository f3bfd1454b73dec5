package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Installation installation = Installation.shared();
    private final Witness witness = Witness.patient();
    private final Checker checker = new Checker(installation);

    @AfterEach
    void close() {
        checker.close();
    }

    @Test
    void aSlowStoreOfOneServiceHarmsNoOther() throws Exception {
        Market market = Market.open(installation, 6, 1, 1_000, 100_000);
        Api hq = installation.hq();
        String stock = "/api/v1/stock/" + market.warehouses().getFirst() + "/"
                + market.items().getFirst();
        try (Trading trading = new Trading(market, witness, 1).start(0)) {
            CompletableFuture<Void> fault =
                    inBackground(new SlowStore(Duration.ofSeconds(2), Set.of(Part.ORDER), LASTS));
            Duration slowest = Duration.ZERO;
            while (!fault.isDone()) {
                long start = System.nanoTime();
                assertThat(hq.get("/api/v1/nodes/" + market.region()).status()).isEqualTo(200);
                assertThat(hq.get(stock).status()).isEqualTo(200);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            fault.get();
            trading.closeMarket();
            System.out.println("store slow for order-service: two requests to others took " + slowest + " at most");
        }
        assertThat(checker.check(market, witness).broken()).isEmpty();
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
