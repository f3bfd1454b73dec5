package org.qudao.inventory.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stock ledger. A posting changes one balance once, however often it is repeated; no balance goes below zero,
 * however many write at the same time.
 */
public interface Ledger {

    /**
     * Books what the function decides from the balance as it stands, unless a posting of this id has been booked. The
     * function may be asked again when another writer was faster; it answers null when nothing is to be booked.
     */
    PostingOutcome post(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide);

    /**
     * As {@link #post}, once and for all: where nothing is booked, nothing will be under this id. Somebody who was about to book the
     * same, and stalled, would otherwise do so when goods have come in and the refusal has long been told.
     */
    PostingOutcome postOrClose(BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide);

    Balance balance(BalanceKey key);

    /**
     * What is dated after the day. Asked within the function of {@link #post}, it fits the balance given there: were it another one by
     * then, the write would not hold.
     */
    Since since(BalanceKey key, LocalDate day);

    /** Balances of all the pairs that exist; the rest are zero and left out. */
    Map<BalanceKey, Balance> balances(Collection<String> places, Collection<String> skus);

    /** As {@link #balances}, with what {@link #bookTogether} needs to know. */
    Map<BalanceKey, Seen> see(Collection<String> places, Collection<String> skus);

    /**
     * Books movements within places in one command. Their ids must be newer than what was seen: then a balance that is still
     * as it was seen cannot have any of them.
     *
     * @return false when a balance has changed since, or has too little: some of the movements may be booked, and {@link #move}
     *     finds out for each
     */
    boolean bookTogether(List<Movement> movements, Map<BalanceKey, Seen> seen);

    /** Opens balances in bulk; the outcomes are in the order of the openings. */
    List<OpeningOutcome> open(List<Movement> openings);

    default PostingOutcome post(Posting posting) {
        return post(new BalanceKey(posting.place(), posting.sku()), posting.id(), balance -> posting);
    }

    /**
     * Books a whole movement, debit first. A repeat finishes what a crash left. Only the debit can find too little; the
     * answer is that of the first posting.
     */
    default PostingOutcome move(Movement movement) {
        return finish(movement, post(movement.postings().getFirst()));
    }

    /** As {@link #move}, once and for all: see {@link #postOrClose}. */
    default PostingOutcome moveOrClose(Movement movement) {
        Posting first = movement.postings().getFirst();
        return finish(movement, postOrClose(new BalanceKey(first.place(), first.sku()), first.id(), balance -> first));
    }

    private PostingOutcome finish(Movement movement, PostingOutcome first) {
        if (first.isBooked()) {
            movement.postings().stream().skip(1).forEach(this::post);
        }
        return first;
    }

    /**
     * What was booked with a later date than a given one.
     *
     * @param change of the goods on hand by goods that came and went; a count moves none, it says what was there already
     * @param restated somebody counted or opened the balance on a later day
     */
    record Since(long change, boolean restated) {

        public static Since of(Collection<Posting> later) {
            long change = later.stream()
                    .filter(posting -> posting.movement().cause().kind() != Cause.Kind.COUNT)
                    .mapToLong(Posting::changeOnHand)
                    .sum();
            boolean restated = later.stream()
                    .map(posting -> posting.movement().cause().kind())
                    .anyMatch(RESTATING::contains);
            return new Since(change, restated);
        }

        private static final Set<Cause.Kind> RESTATING = Set.of(Cause.Kind.COUNT, Cause.Kind.OPENING);
    }

    /** A balance as it was at a moment. */
    record Seen(Balance balance, long version) {}

    /** What became of an opening. */
    sealed interface OpeningOutcome {
        record Opened() implements OpeningOutcome {}

        /** The same opening was booked before. */
        record Unchanged() implements OpeningOutcome {}

        /** The same cause was booked before with another quantity. */
        record Differs(int bookedQuantity) implements OpeningOutcome {}
    }
}
