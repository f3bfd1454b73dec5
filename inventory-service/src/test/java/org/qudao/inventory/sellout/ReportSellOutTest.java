package org.qudao.inventory.sellout;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.sellout.SellOut.Line;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Crashes;
import org.qudao.inventory.stock.CrashingLedger;
import org.qudao.inventory.stock.DocumentsInMemory;
import org.qudao.inventory.stock.InMemoryLedger;
import org.qudao.inventory.stock.Movement;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

class ReportSellOutTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final BalanceKey BIKES = new BalanceKey("D1", "BIKE");
    private static final BalanceKey HELMETS = new BalanceKey("D1", "HELMET");

    private final Crashes crashes = new Crashes();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SellOutsInMemory sellOuts = new SellOutsInMemory(crashes);
    private final ReportSellOut reporting = new ReportSellOut(sellOuts, new CrashingLedger(ledger, crashes), meters);

    @Test
    void whatWasSoldLeavesTheNodesStockOnItsDay() {
        receive("BIKE", 5);

        assertThat(reporting.report(report(line("BIKE", 2, "19.90")))).isInstanceOf(ReportSellOut.Result.Booked.class);

        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(3, 0, 0));
        assertThat(ledger.postings().getLast().movement())
                .isEqualTo(new Movement(
                        "sellout:S1:BIKE:1",
                        "BIKE",
                        Account.available("D1"),
                        Account.CUSTOMERS,
                        2,
                        new Cause(Cause.Kind.SELL_OUT, "S1"),
                        DAY));
    }

    @Test
    void whereOneLineFindsTooLittleNothingIsSold() {
        receive("BIKE", 5);
        receive("HELMET", 1);

        assertThat(reporting.report(report(line("BIKE", 5, null), line("HELMET", 2, null))))
                .isEqualTo(new ReportSellOut.Result.TooLittle(List.of(new ReportSellOut.Shortage(1, "HELMET", 2, 1))));

        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(5, 0, 0));
        assertThat(sellOuts.find("S1")).isEmpty();
        assertThat(meters.counter("qudao.stock.refusals", "act", "sell-out").count())
                .isEqualTo(1);
    }

    @Test
    void whereSomebodyTakesTheGoodsMeanwhileWhatWasBookedComesBack() {
        receive("BIKE", 5);
        receive("HELMET", 2);
        crashes.beforeTaking(() -> move("HELMET", Account.available("D1"), Account.CUSTOMERS, 1));

        assertThat(reporting.report(report(line("BIKE", 5, null), line("HELMET", 2, null))))
                .isEqualTo(new ReportSellOut.Result.TooLittle(List.of(new ReportSellOut.Shortage(1, "HELMET", 2, 1))));

        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(5, 0, 0));
        assertThat(reporting.report(report(line("BIKE", 5, null), line("HELMET", 2, null))))
                .as("still too little")
                .isInstanceOf(ReportSellOut.Result.TooLittle.class);
        assertThat(reporting.report(report(line("BIKE", 4, null), line("HELMET", 1, null))))
                .as("a report of what is there, under the id that nothing was booked for")
                .isInstanceOf(ReportSellOut.Result.Booked.class);
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(1, 0, 0));
        assertThat(ledger.balance(HELMETS)).isEqualTo(Balance.ZERO);
    }

    @Test
    void theSameReportAgainIsKnownAndAnotherUnderItsIdRefused() {
        receive("BIKE", 9);
        SellOut report = report(line("BIKE", 3, "10"));
        SellOut booked = ((ReportSellOut.Result.Booked) reporting.report(report)).sellOut();

        assertThat(reporting.report(report(line("BIKE", 3, "10.00"))))
                .as("an amount is the same with more decimals")
                .isEqualTo(new ReportSellOut.Result.Known(booked));
        for (SellOut other : List.of(
                report(line("BIKE", 4, "10")),
                report(line("HELMET", 3, "10")),
                report(line("BIKE", 3, "11")),
                report(line("BIKE", 3, null)),
                report(line("BIKE", 3, "10"), line("HELMET", 1, null)),
                of("D2", DAY, report.lines()),
                of("D1", DAY.minusDays(1), report.lines()))) {
            assertThat(reporting.report(other)).as("%s", other).isEqualTo(new ReportSellOut.Result.Different());
        }
        assertThat(line("BIKE", 3, null).sameAs(line("BIKE", 3, null))).isTrue();
        assertThat(line("BIKE", 3, null).sameAs(line("BIKE", 3, "1"))).isFalse();
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(6, 0, 0));
    }

    @Test
    void anotherReportUnderTheIdOfOneThatIsBeingBookedIsRefused() {
        receive("BIKE", 9);
        crashes.after(Set.of(1));
        Crashes.untilDone(() -> {
            if (sellOuts.find("S1").isEmpty()) {
                reporting.report(report(line("BIKE", 3, null)));
            }
        });

        assertThat(reporting.report(report(line("BIKE", 4, null)))).isEqualTo(new ReportSellOut.Result.Different());
        reporting.finish("S1");
        reporting.finish("S1");
        reporting.finish("UNKNOWN");
        assertThat(ledger.balance(BIKES)).isEqualTo(new Balance(6, 0, 0));
    }

    @Property(tries = 300)
    void whereverTheProcessDiesAllIsSoldOrNothing(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 12) Integer> deaths,
            @ForAll @IntRange(max = 4) int bikes,
            @ForAll @IntRange(max = 4) int helmets,
            @ForAll @IntRange(max = 2) int takenMeanwhile) {
        ReportSellOutTest story = new ReportSellOutTest();
        story.receive("BIKE", bikes);
        story.receive("HELMET", helmets);
        story.crashes.after(deaths);
        int[] taken = {0};
        story.crashes.beforeTaking(() -> {
            taken[0] = Math.min(takenMeanwhile, helmets);
            story.move("HELMET", Account.available("D1"), Account.CUSTOMERS, taken[0]);
        });

        Crashes.untilDone(() -> story.reporting.report(report(line("BIKE", 2, null), line("HELMET", 2, null))));

        long sold = bikes - story.ledger.balance(BIKES).available();
        assertThat(sold).isIn(0L, 2L);
        assertThat(story.ledger.balance(HELMETS).available()).isEqualTo(helmets - taken[0] - sold);
        assertThat(story.sellOuts.unfinished(9)).isEmpty();
    }

    private void receive(String sku, int quantity) {
        move(sku, Account.PRODUCTION, Account.available("D1"), quantity);
    }

    private void move(String sku, Account from, Account to, int quantity) {
        if (quantity > 0) {
            String id = "M" + ledger.postings().size();
            ledger.move(new Movement(id, sku, from, to, quantity, new Cause(Cause.Kind.RECEIPT, id), DAY));
        }
    }

    private static SellOut report(Line... lines) {
        return of("D1", DAY, List.of(lines));
    }

    private static SellOut of(String node, LocalDate on, List<Line> lines) {
        return new SellOut("S1", node, node, on, "DISTRIBUTION", lines, "me", Instant.EPOCH, Booking.FIRST);
    }

    private static Line line(String sku, int quantity, @Nullable String amount) {
        return new Line(sku, quantity, amount == null ? null : new BigDecimal(amount));
    }

    private static final class SellOutsInMemory extends DocumentsInMemory<SellOut> implements SellOuts {

        SellOutsInMemory(Crashes crashes) {
            super(crashes, SellOut::id);
        }

        @Override
        public Optional<SellOut> find(String id, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SellOut> list(
                Scope scope,
                @Nullable String nodeId,
                @Nullable LocalDate from,
                @Nullable LocalDate to,
                @Nullable DayCursor after,
                int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> unfinished(int limit) {
            return ids(sellOut -> !sellOut.booking().ended());
        }
    }
}
