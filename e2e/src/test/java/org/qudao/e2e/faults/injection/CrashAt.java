package org.qudao.e2e.faults.injection;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/**
 * A service that dies at a place in its own code, at one of the first times it gets there, and is started again.
 *
 * @param place where, as Byteman says it: class, method and location
 */
public record CrashAt(Part service, String place) implements Fault {

    private static final int AT_MOST_PASSES = 40;
    private static final String PUBLISH =
            """
            CLASS org.qudao.platform.outbox.EventPublisher
            METHOD publish(String, java.util.List)
            """;
    private static final String HANDLE =
            """
            CLASS org.qudao.platform.events.EventDelivery
            METHOD onMessage(java.util.List)
            """;
    private static final String SUBMIT =
            """
            CLASS org.qudao.order.submitting.SubmitOrder
            METHOD submit
            """;

    /** The write is stored, its event not yet sent. */
    public static CrashAt beforePublishing(Part service) {
        return new CrashAt(service, PUBLISH + "AT ENTRY");
    }

    /** The event is sent and acknowledged, and the outbox still holds it. */
    public static CrashAt afterPublishing(Part service) {
        return new CrashAt(service, PUBLISH + "AT EXIT");
    }

    /** The events are handled, their offsets not committed. */
    public static CrashAt beforeCommit(Part service) {
        return new CrashAt(service, HANDLE + "AT EXIT");
    }

    /** The order is stored and decided, and the buyer has no answer. */
    public static CrashAt beforeAnswering() {
        return new CrashAt(Part.ORDER, SUBMIT + "AT EXIT");
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) {
        String death = "dies by rule " + random.nextLong();
        try (Rules rules = Rules.in(installation, service, rule(1 + random.nextInt(AT_MOST_PASSES), death))) {
            await("the service dies by rule")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> !installation.handle(service).isAlive());
            if (installation.logged(death).isEmpty()) {
                throw new AssertionError(service + " died, but not by the rule");
            }
        }
    }

    @Override
    public Optional<String> rules() {
        return Optional.of(rule(1, "dies"));
    }

    private String rule(int passes, String death) {
        return """
                RULE dies there
                %s
                IF incrementCounter("passes") == %d
                DO traceln("%s"), killJVM(137)
                ENDRULE
                """
                .formatted(place, passes, death);
    }
}
