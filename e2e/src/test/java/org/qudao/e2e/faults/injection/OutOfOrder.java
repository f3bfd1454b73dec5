package org.qudao.e2e.faults.injection;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/**
 * The handlers of a service get newer events of an aggregate before older ones that they never had, as {@link Disorder} has it. It lasts
 * until that has happened often enough, within calls and across them, and a while longer.
 */
public record OutOfOrder(Part service, Duration goesOn) implements Fault {

    private static final Duration OFTEN_ENOUGH_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final String RULES =
            """
            RULE events come in another order
            CLASS org.qudao.platform.events.EventDelivery
            METHOD onMessage(java.util.List)
            HELPER org.qudao.e2e.faults.injection.Disorder
            AT ENTRY
            IF TRUE
            DO $1 = disordered($0, $1, "SEED")
            ENDRULE
            RULE watches what the handlers get
            CLASS org.qudao.platform.events.EventDelivery
            METHOD handle
            HELPER org.qudao.e2e.faults.injection.Disorder
            AT ENTRY
            IF $1 != null
            DO handed($0, $2, "SEED")
            ENDRULE
            """;

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        String seed = "" + random.nextLong();
        try (Rules rules = Rules.in(installation, service, RULES.replace("SEED", seed))) {
            installation.awaitReady(service);
            await("handlers got enough events out of order")
                    .atMost(OFTEN_ENOUGH_WITHIN)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(() -> installation.hasLogged(service, Disorder.OFTEN_ENOUGH + seed));
            Thread.sleep(goesOn);
        }
    }

    @Override
    public Optional<String> rules() {
        return Optional.of(RULES);
    }
}
