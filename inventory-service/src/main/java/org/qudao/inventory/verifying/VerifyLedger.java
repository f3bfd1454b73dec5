package org.qudao.inventory.verifying;

import java.util.List;
import org.qudao.inventory.stock.Movement;
import org.springframework.stereotype.Service;

/** Recomputes everything from the ledger and reports what does not fit; may run while orders come in. */
@Service
final class VerifyLedger {

    /**
     * @param unfinished goods that left one place and have not reached the books of the other; while orders are shipped some
     *     are on their way for a moment
     * @param creditsWithoutDebit goods that arrived without having left
     */
    record Report(
            boolean consistent,
            int balances,
            long postings,
            List<LedgerCheck.Difference> differences,
            List<LedgerCheck.SkuDifference> notConserved,
            List<LedgerCheck.Unfinished> unfinished,
            List<Movement> creditsWithoutDebit) {}

    private final Books books;

    VerifyLedger(Books books) {
        this.books = books;
    }

    Report verify() {
        LedgerCheck check = new LedgerCheck();
        books.show(check);
        List<Movement> creditsWithoutDebit = check.creditsWithoutDebit().stream()
                .filter(movement -> !books.isBooked(movement.postings().getFirst()))
                .toList();
        List<LedgerCheck.Difference> differences = check.differences();
        List<LedgerCheck.SkuDifference> notConserved = check.notConserved();
        return new Report(
                differences.isEmpty() && notConserved.isEmpty() && creditsWithoutDebit.isEmpty(),
                check.keys().size(),
                check.postings(),
                differences,
                notConserved,
                check.unfinished(),
                creditsWithoutDebit);
    }
}
