package org.qudao.inventory.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ledger whose writes are those of a process that may die after them. */
public record CrashingLedger(InMemoryLedger ledger, Crashes crashes) implements Ledger {
    @Override
    public PostingOutcome post(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        PostingOutcome outcome = ledger.post(key, postingId, decide);
        if (outcome instanceof PostingOutcome.Posted) {
            crashes.written();
        }
        return outcome;
    }

    @Override
    public PostingOutcome postOrClose(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        crashes.aboutToTake();
        PostingOutcome outcome = ledger.postOrClose(key, postingId, decide);
        if (!(outcome instanceof PostingOutcome.AlreadyPosted)) {
            crashes.written();
        }
        return outcome;
    }

    @Override
    public Map<BalanceKey, Seen> see(Collection<String> places, Collection<String> skus) {
        return ledger.see(places, skus);
    }

    @Override
    public boolean bookTogether(List<Movement> movements, Map<BalanceKey, Seen> seen) {
        crashes.aboutToBook();
        boolean all = ledger.bookTogether(movements, seen);
        crashes.written();
        return all;
    }

    @Override
    public Balance balance(BalanceKey key) {
        return ledger.balance(key);
    }

    @Override
    public Since since(BalanceKey key, LocalDate day) {
        return ledger.since(key, day);
    }

    @Override
    public Map<BalanceKey, Balance> balances(Collection<String> places, Collection<String> skus) {
        return ledger.balances(places, skus);
    }

    @Override
    public List<OpeningOutcome> open(List<Movement> openings) {
        return ledger.open(openings);
    }
}
