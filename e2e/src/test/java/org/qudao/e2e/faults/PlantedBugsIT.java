package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Rounds;
import org.qudao.e2e.faults.injection.EventsAgain;
import org.qudao.e2e.faults.injection.Rules;

/** The checker can fail: each of these bugs, planted into a running service, is found. Each ruins an installation of its own. */
@EnabledIfSystemProperty(named = "qudao.faults", matches = "true")
class PlantedBugsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    enum Bug {
        /** The same key gives another order each time; the service dies once with an answer in hand, so that buyers repeat. */
        NO_DEDUPE_OF_ORDERS(
                Part.ORDER,
                "B doubled",
                """
                RULE another id for every try
                CLASS org.qudao.order.model.OrderIds
                METHOD submitted
                AT EXIT
                IF TRUE
                DO RETURN java.util.UUID.randomUUID().toString()
                ENDRULE
                RULE dies with an answer in hand
                CLASS org.qudao.order.submitting.SubmitOrder
                METHOD submit
                AT EXIT
                IF incrementCounter("submitted") == 30
                DO killJVM(137)
                ENDRULE
                """),
        /** The world hears of a posting that a crash keeps from being stored. */
        PUBLISH_BEFORE_SAVING(
                Part.INVENTORY,
                "A invented",
                """
                RULE publishes and dies before it saves
                CLASS org.qudao.platform.outbox.Aggregates
                METHOD saveAll(java.util.List)
                HELPER org.qudao.e2e.faults.PublishFirst
                AT ENTRY
                IF $1.size() > 0 AND $0.topic.equals("inventory.movement") AND incrementCounter("saved") == 20
                DO publishAndDie($0, $1)
                ENDRULE
                """),
        /** A cancelled order keeps its credit. */
        CREDIT_NOT_GIVEN_BACK(
                Part.ORDER,
                "C money",
                """
                RULE gives nothing back
                CLASS org.qudao.order.model.CreditAccount
                METHOD giveBack
                AT ENTRY
                IF TRUE
                DO RETURN $0
                ENDRULE
                """),
        /** A return says that it was credited, and the account knows nothing of it. */
        RETURN_NOT_CREDITED(
                Part.ORDER,
                "C money",
                """
                RULE credits nothing
                CLASS org.qudao.order.model.CreditAccount
                METHOD credit
                AT ENTRY
                IF TRUE
                DO RETURN $0
                ENDRULE
                """),
        /** A return is booked, and no goods move. */
        RETURN_WITHOUT_GOODS(
                Part.INVENTORY,
                "B not exactly once",
                """
                RULE moves nothing
                CLASS org.qudao.inventory.returning.GoodsReturn
                METHOD movements
                AT ENTRY
                IF TRUE
                DO RETURN java.util.Collections.emptyList()
                ENDRULE
                """),
        /** A cancelled order keeps its goods. */
        GOODS_NOT_GIVEN_BACK(
                Part.INVENTORY,
                "B not exactly once",
                """
                RULE keeps the goods of cancelled orders
                CLASS org.qudao.inventory.reservation.Reservation
                METHOD accept
                AT ENTRY
                IF $1.goal().name().equals("GIVE_BACK")
                DO RETURN $0
                ENDRULE
                """),
        /** The outbox is cleared, and the event of one write in twenty was never sent. */
        EVENTS_DROPPED(
                Part.ORDER,
                "A lost",
                """
                RULE says sent and does not send
                CLASS org.qudao.platform.outbox.EventPublisher
                METHOD send
                AT ENTRY
                IF incrementCounter("sent") % 20 == 0
                DO RETURN java.util.concurrent.CompletableFuture.completedFuture(null)
                ENDRULE
                """),
        /** A count is booked, and shown, as one unit more than was asked for. */
        COUNTED_ONE_MORE(
                Part.INVENTORY,
                "C not as counted",
                """
                RULE reads one more
                CLASS org.qudao.inventory.counting.StockCount
                METHOD counted
                AT ENTRY
                IF TRUE
                DO $2 = $2 + 1
                ENDRULE
                """),
        /** A step asks for more memory than there is. */
        TOO_MUCH_MEMORY(
                Part.INVENTORY,
                "F out of memory",
                """
                RULE takes a gigabyte
                CLASS org.qudao.inventory.reservation.Reservation
                METHOD accept
                AT ENTRY
                IF incrementCounter("accepted") == 20
                DO java.nio.ByteBuffer.allocate(1000000000)
                ENDRULE
                """),
        /** A view believes every event, also an old one that comes again. */
        OLD_NEWS_BELIEVED(
                Part.FORECAST,
                "D view",
                """
                RULE takes every version for new
                CLASS org.qudao.forecast.model.OrderDemand
                METHOD version
                AT EXIT
                IF TRUE
                DO RETURN System.nanoTime()
                ENDRULE
                """);

        private final Part service;
        private final String promise;
        private final String rules;

        private final boolean deadly;

        Bug(Part service, String promise, String rules) {
            this.service = service;
            this.promise = promise;
            this.rules = rules;
            this.deadly = Stream.of("JVM(", "AndDie(", "allocate(").anyMatch(rules::contains);
        }

        String rules() {
            return rules;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFound(Bug bug) throws Exception {
        Rounds rounds = new Rounds();
        Witness witness = Witness.patient();
        try (Installation installation = Installation.own();
                Checker checker = new Checker(installation, SOON)) {
            Market market = Market.open(installation, 8, 3, 400, 4_000);
            Rules.in(installation, bug.service, bug.rules);
            try (Trading trading = new Trading(market, witness, rounds.seed()).start(40)) {
                if (bug.deadly) {
                    await("it dies")
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> !installation.handle(bug.service).isAlive());
                    installation.jvmArguments(bug.service);
                    installation.start(List.of(bug.service));
                }
                trading.closeMarket();
            }
            new EventsAgain(2, true).inflict(installation, new Random(rounds.seed()));
            assertThat(checker.check(market, witness).broken()).anyMatch(one -> one.startsWith(bug.promise));
        }
    }
}
