package org.qudao.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LedgerPropertiesTest {

    @Property
    void goodsAreConservedPerItemAndBalancesFollowFromThePostings(@ForAll("movements") List<Movement> movements) {
        InMemoryLedger ledger = new InMemoryLedger();

        movements.forEach(ledger::move);

        Map<BalanceKey, long[]> replayed = new HashMap<>();
        Map<String, Long> entered = new HashMap<>();
        for (Posting posting : ledger.postings()) {
            long[] states =
                    replayed.computeIfAbsent(new BalanceKey(posting.place(), posting.sku()), key -> new long[3]);
            states[0] += posting.change(StockState.AVAILABLE);
            states[1] += posting.change(StockState.RESERVED);
            states[2] += posting.change(StockState.IN_TRANSIT);
            if (!posting.movement().from().hasBalance()) {
                entered.merge(posting.sku(), (long) posting.movement().quantity(), Long::sum);
            }
            if (!posting.movement().to().hasBalance()) {
                entered.merge(posting.sku(), (long) -posting.movement().quantity(), Long::sum);
            }
        }
        ledger.all().forEach((key, balance) -> assertThat(replayed.getOrDefault(key, new long[3]))
                .containsExactly(balance.available(), balance.reserved(), balance.inTransit()));
        Map<String, Long> held = new HashMap<>();
        ledger.all()
                .forEach((key, balance) -> held.merge(
                        key.sku(), balance.available() + balance.reserved() + balance.inTransit(), Long::sum));
        held.forEach(
                (sku, quantity) -> assertThat(entered.getOrDefault(sku, 0L)).isEqualTo(quantity));
    }

    @Property
    void postingEverythingTwiceIsPostingItOnce(@ForAll("movements") List<Movement> movements) {
        InMemoryLedger once = new InMemoryLedger();
        InMemoryLedger twice = new InMemoryLedger();

        for (Movement movement : movements) {
            once.move(movement);
            PostingOutcome first = twice.move(movement);
            PostingOutcome second = twice.move(movement);
            if (first instanceof PostingOutcome.Posted) {
                assertThat(second).isInstanceOf(PostingOutcome.AlreadyPosted.class);
            }
        }

        assertThat(twice.all()).isEqualTo(once.all());
    }

    @Property
    void aReversedMovementLeavesTheBalancesAsTheyWere(@ForAll("movements") List<Movement> movements) {
        InMemoryLedger ledger = new InMemoryLedger();
        movements.stream().limit(movements.size() - 1).forEach(ledger::move);
        Map<BalanceKey, Balance> before = withoutEmpty(ledger);

        Movement last = movements.getLast();
        if (ledger.move(last) instanceof PostingOutcome.Posted) {
            ledger.move(last.reversed());
        }

        assertThat(withoutEmpty(ledger)).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Movement>> movements() {
        Arbitrary<Account> accounts = Arbitraries.of(
                Account.PRODUCTION,
                Account.PRODUCTION,
                Account.CUSTOMERS,
                Account.DIFFERENCES,
                Account.available("W1"),
                Account.reserved("W1"),
                Account.available("W2"),
                Account.inTransit("D1"),
                Account.available("D1"));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.of("BIKE", "HELMET"),
                        accounts,
                        accounts,
                        Arbitraries.integers().between(1, 20))
                .filter((id, sku, from, to, quantity) -> !from.equals(to) && (from.hasBalance() || to.hasBalance()))
                .as((id, sku, from, to, quantity) -> new Movement(
                        "m" + id,
                        sku,
                        from,
                        to,
                        quantity,
                        new Cause(Cause.Kind.TRANSFER, "m" + id),
                        LocalDate.of(2014, 1, 1)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .uniqueElements(Movement::id);
    }

    private static Map<BalanceKey, Balance> withoutEmpty(InMemoryLedger ledger) {
        Map<BalanceKey, Balance> balances = new HashMap<>(ledger.all());
        balances.values().removeIf(Balance.ZERO::equals);
        return balances;
    }
}
