package org.qudao.inventory.stock;

import java.time.LocalDate;
import java.util.List;

/**
 * Goods of one item go from one account to one other account.
 *
 * @param id derived from the cause, so that the same cause posted again is recognised
 */
public record Movement(String id, String sku, Account from, Account to, int quantity, Cause cause, LocalDate on) {

    public Movement {
        if (quantity <= 0) {
            throw new IllegalArgumentException("Movement " + id + " moves " + quantity);
        }
        if (from.equals(to) || (!from.hasBalance() && !to.hasBalance())) {
            throw new IllegalArgumentException("Movement " + id + " goes from " + from + " to " + to);
        }
    }

    /**
     * The writes that book it, in the order in which they must happen: what leaves one place is taken there before it is
     * given to another, so that a crash in between leaves goods unfinished, never doubled.
     */
    public List<Posting> postings() {
        if (from.place().equals(to.place())) {
            return List.of(new Posting(id, this, Side.BOTH));
        }
        if (!from.hasBalance()) {
            return List.of(new Posting(id, this, Side.CREDIT));
        }
        if (!to.hasBalance()) {
            return List.of(new Posting(id, this, Side.DEBIT));
        }
        return List.of(new Posting(id + "#D", this, Side.DEBIT), new Posting(id + "#C", this, Side.CREDIT));
    }

    /** Two balances change: there is a moment between the debit and the credit. */
    public boolean betweenPlaces() {
        return from.hasBalance() && to.hasBalance() && !from.place().equals(to.place());
    }

    /** Takes the movement back, under an id of its own. */
    public Movement reversed() {
        return new Movement(id + ":undo", sku, to, from, quantity, cause, on);
    }
}
