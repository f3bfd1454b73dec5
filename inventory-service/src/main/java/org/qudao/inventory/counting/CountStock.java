package org.qudao.inventory.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.counting.StockCount.Line;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.PostingOutcome;
import org.qudao.inventory.stock.StockState;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/** Books a count: each line against the balance as it stands in the moment of the write, less what came after its day. */
@Service
final class CountStock {

    /** What became of it. */
    sealed interface Result {
        record Booked(StockCount count) implements Result {}

        record Known(StockCount count) implements Result {}

        /** The id belongs to a count of something else. */
        record Different() implements Result {}
    }

    private final Counts counts;
    private final Ledger ledger;

    CountStock(Counts counts, Ledger ledger) {
        this.counts = counts;
        this.ledger = ledger;
    }

    Result count(StockCount count) {
        boolean inserted = counts.insert(count);
        StockCount stored = finish(count.id());
        if (inserted) {
            return new Result.Booked(stored);
        }
        return stored.sameAs(count) ? new Result.Known(stored) : new Result.Different();
    }

    /** Also takes up a count whose booking was interrupted. */
    StockCount finish(String id) {
        while (true) {
            Optional<Versioned<StockCount>> found = counts.find(id);
            StockCount count = found.orElseThrow().value();
            if (count.booked()) {
                return count;
            }
            List<Line> booked = new ArrayList<>();
            for (Line line : count.lines()) {
                booked.add(book(count, line));
            }
            counts.save(count.booked(booked), found.get().version());
        }
    }

    private Line book(StockCount count, Line line) {
        BalanceKey key = new BalanceKey(count.place(), line.sku());
        AtomicLong changedSince = new AtomicLong();
        Function<Balance, @Nullable Posting> decide = balance -> {
            changedSince.set(ledger.since(key, count.on()).change());
            return count.posting(line, balance, changedSince.get());
        };
        return switch (ledger.postOrClose(key, count.postingId(line), decide)) {
            case PostingOutcome.Posted posted -> {
                long change = posted.posting().change(StockState.AVAILABLE);
                yield StockCount.result(line, posted.balance().onHand() - change - changedSince.get(), change);
            }
            case PostingOutcome.AlreadyPosted before -> {
                // The book of that moment is gone; what was booked is not, and an agreed count explains it.
                long change = before.posting().change(StockState.AVAILABLE);
                yield StockCount.result(line, line.counted() - change, change);
            }
            case PostingOutcome.NothingToPost(Balance balance) ->
                StockCount.result(line, balance.onHand() - changedSince.get(), 0);
            // It agreed: the book of that moment is gone, but it had what was counted.
            case PostingOutcome.Closed closed -> StockCount.result(line, line.counted(), 0);
            case PostingOutcome.Insufficient impossible -> throw new IllegalStateException(impossible.toString());
        };
    }
}
