package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Rounds;
import org.qudao.e2e.Topics;

/** A service that was away while the others worked catches up, faster than events come in. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class LagIT {

    private static final int EVENTS = Integer.getInteger("lag", 100_000);
    private static final int DEALERS = 16;
    private static final int READ_BEFORE = 500;

    private final Installation installation = Installation.shared();

    @Test
    void aLongLagIsDrained() throws Exception {
        Witness witness = Witness.patient();
        try (Checker checker = new Checker(installation, Duration.ofMinutes(5));
                Topics topics = new Topics(installation.kafkaBootstrap())) {
            Market market = Market.open(installation, DEALERS, 20, EVENTS, EVENTS);
            long start;
            try (Trading trading =
                    new Trading(market, witness, new Rounds().seed()).inHaste().start(0)) {
                await("every topic has been read")
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> witness.acceptedOrders() >= READ_BEFORE);
                installation.kill(Part.FORECAST);
                start = System.nanoTime();
                await("events pile up")
                        .atMost(Duration.ofMinutes(60))
                        .pollInterval(Duration.ofSeconds(2))
                        .until(() -> topics.lag() >= EVENTS);
                trading.closeMarket();
            }
            double piledUp = topics.lag();
            double intake = piledUp / seconds(start);
            installation.start(List.of(Part.FORECAST));
            installation.awaitReady(Part.FORECAST);
            double left = topics.lag();
            long ready = System.nanoTime();
            await("all is consumed").atMost(Duration.ofMinutes(20)).until(() -> topics.lag() == 0);
            double drain = left / seconds(ready);
            System.out.printf(
                    "lag: %d orders, %.0f events at %.0f/s; %.0f left when ready, drained at %.0f/s: ratio %.1f%n",
                    witness.acceptedOrders(), piledUp, intake, left, drain, drain / intake);
            assertThat(drain / intake)
                    .as("drained so many times as fast as it comes in")
                    .isGreaterThanOrEqualTo(3);
            assertThat(checker.check(market, witness).broken()).isEmpty();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
