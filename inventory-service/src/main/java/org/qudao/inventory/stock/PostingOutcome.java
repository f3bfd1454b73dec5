package org.qudao.inventory.stock;

/** What became of a posting. */
public sealed interface PostingOutcome {

    /** Booked now. */
    record Posted(Posting posting, Balance balance) implements PostingOutcome {}

    /** Booked before, by the same cause: nothing changed. */
    record AlreadyPosted(Posting posting) implements PostingOutcome {}

    /** The goods to take are not there: nothing changed. */
    record Insufficient(BalanceKey key, StockState state, long onHand) implements PostingOutcome {}

    /** The balance as it stands needs no posting. */
    record NothingToPost(Balance balance) implements PostingOutcome {}

    /** Somebody decided before that nothing is booked under this id: nothing changed. */
    record Closed(Balance balance) implements PostingOutcome {}

    default boolean isBooked() {
        return this instanceof Posted || this instanceof AlreadyPosted;
    }
}
