package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Rounds;

/**
 * Every row of the fault matrix: a market trades, something goes wrong, and afterwards nothing is lost, doubled or invented. The
 * normal build runs the rows that {@linkplain Row#inEveryBuild every build} must and one more of the plain ones, chosen by the seed;
 * {@code -Pfaults} runs all, or those of {@code -Drows=N,N}, {@code -Drounds=N} times with {@code -Dorders=N} orders each.
 */
class MatrixIT {

    private static final boolean ALL = Boolean.getBoolean("qudao.faults");
    private static final int DEALERS = 8;
    private static final int ITEMS = 3;
    private static final int ORDERS = Integer.getInteger("orders", ALL ? 4_000 : 240);
    /** A fault may last longer than so few orders, and the market goes on meanwhile. */
    private static final int ENOUGH_FOR = Math.max(ORDERS, 320);

    private static final int STOCK = ENOUGH_FOR;
    /** Fewer than one in so many tries is refused where nothing should be. */
    private static final int FEW_OF = 50;

    private static final int CREDIT = 60 * ENOUGH_FOR / DEALERS;
    private static final Path RESULTS = Path.of("target", "faults.csv");
    private static final String HEADER = "row,name,seed,orders,requests,not now,broken connections,"
            + "traded s,fault s,ready after s,at rest after s,broken promises,backlog drained after s,slowest answer s\n";

    private record Round(Row row, long seed) {

        @Override
        public String toString() {
            return row + ", seed " + seed;
        }
    }

    private final Installation installation = Installation.shared();

    static Stream<Round> rounds() {
        Rounds rounds = new Rounds();
        if (!ALL) {
            List<Row> others = new ArrayList<>(Row.plain());
            others.removeIf(Row::inEveryBuild);
            return Stream.concat(Row.plain().stream().filter(Row::inEveryBuild), rounds.some(others, 1).stream())
                    .map(row -> new Round(row, rounds.seed()));
        }
        List<Integer> wanted = Stream.of(System.getProperty("rows", "").split(","))
                .filter(number -> !number.isBlank())
                .map(Integer::valueOf)
                .toList();
        List<Round> all = new ArrayList<>();
        for (int i = 0; i < rounds.count(); i++) {
            long seed = rounds.seed() + i;
            Stream.concat(Row.plain().stream(), Row.prepared().stream())
                    .filter(row -> wanted.isEmpty() || wanted.contains(row.number()))
                    .forEach(row -> all.add(new Round(row, seed)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void nothingIsLostDoubledOrInvented(Round round) throws Exception {
        round.row().fault().cannotRunHere().ifPresent(Assumptions::abort);
        Random random = new Random(round.seed());
        Witness witness = round.row().setsClocksBack() ? Witness.patientWithSlowClocks() : Witness.patient();
        try (Checker checker = new Checker(installation)) {
            Market market = Market.open(installation, DEALERS, ITEMS, STOCK, CREDIT);
            DeadlinesKept deadlines = new DeadlinesKept(installation);
            long start = System.nanoTime();
            Duration lasted;
            Duration ready;
            Optional<Backlog.Drained> drained;
            int acceptedMeanwhile;
            int refusedMeanwhile;
            try (Trading trading = new Trading(market, witness, round.seed()).start(ORDERS / DEALERS)) {
                int before = ORDERS / 8 + random.nextInt(ORDERS / 4);
                await("trade before the fault")
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> witness.acceptedOrders() > before);
                int acceptedBefore = witness.acceptedOrders();
                int refusedBefore = witness.notNow();
                long fault = System.nanoTime();
                if (round.row().timesAStart()) {
                    trading.takeYourTime();
                }
                round.row().fault().inflict(installation, random);
                acceptedMeanwhile = witness.acceptedOrders() - acceptedBefore;
                refusedMeanwhile = witness.notNow() - refusedBefore;
                lasted = since(fault);
                long over = System.nanoTime();
                Optional<CompletableFuture<Backlog.Drained>> backlog =
                        round.row().leavesBacklog()
                                ? Optional.of(CompletableFuture.supplyAsync(
                                        new Backlog(installation, checker.topics())::awaitDrained))
                                : Optional.empty();
                List.of(Part.values()).forEach(installation::awaitReady);
                ready = since(over);
                trading.goOn();
                drained = backlog.map(CompletableFuture::join);
                trading.closeMarket();
            }
            Duration traded = since(start);
            Checker.Findings findings = checker.check(market, witness);
            List<String> broken = new ArrayList<>(findings.broken());
            drained.ifPresent(it -> broken.addAll(it.broken()));
            if (round.row().ordersGoOn() && refusedMeanwhile * FEW_OF >= acceptedMeanwhile) {
                broken.add("F while the fault lasted, %d orders were taken and %d tries refused"
                        .formatted(acceptedMeanwhile, refusedMeanwhile));
            }
            broken.addAll(witness.hardlyEverDone());
            if (ready.compareTo(round.row().readyWithin()) > 0) {
                broken.add("E ready after %s, promised within %s"
                        .formatted(ready, round.row().readyWithin()));
            }
            if (!round.row().stopsTheGateway()) {
                broken.addAll(DeadlinesKept.answers(witness));
            }
            if (round.row().slowsTheStore()) {
                broken.addAll(deadlines.pools());
            }
            note(round, witness, List.of(traded, lasted, ready, findings.converged()), broken, drained);
            assertThat(broken).isEmpty();
        }
    }

    private static void note(
            Round round, Witness witness, List<Duration> times, List<String> broken, Optional<Backlog.Drained> drained)
            throws IOException {
        StringBuilder line = new StringBuilder("%d,%s,%d,%d,%d,%d,%d"
                .formatted(
                        round.row().number(),
                        round.row().name().replace(',', ' '),
                        round.seed(),
                        witness.acceptedOrders(),
                        witness.tries(),
                        witness.notNow(),
                        witness.brokenConnections()));
        times.forEach(time -> line.append(',').append(seconds(time)));
        line.append(',').append(broken.size());
        line.append(',')
                .append(drained.map(it -> seconds(it.after())).orElse(""))
                .append(',')
                .append(seconds(witness.slowestAnswer()))
                .append('\n');
        if (Files.notExists(RESULTS)) {
            Files.writeString(RESULTS, HEADER);
        }
        Files.writeString(RESULTS, line, StandardOpenOption.APPEND);
        System.out.print(line);
        broken.forEach(promise -> System.out.println("  broken: " + promise));
    }

    private static String seconds(Duration time) {
        return "%.1f".formatted(time.toMillis() / 1e3);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
