package org.qudao.inventory.verifying;

import org.qudao.inventory.stock.Posting;

/** The books as they are stored, to be checked while others go on writing. */
public interface Books {

    /** Shows all balances, then the postings that are not in the ledger yet, then the ledger. */
    void show(LedgerCheck check);

    /** Whether the posting is booked, in the balance or in the ledger. */
    boolean isBooked(Posting posting);
}
