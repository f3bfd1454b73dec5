package org.qudao.inventory.receiving;

import org.springframework.stereotype.Service;

/** Notes goods as expected. The same receipt planned again is the same receipt. */
@Service
final class PlanReceipt {

    /** What became of it. */
    sealed interface Result {
        record Planned(Receipt receipt) implements Result {}

        record Known(Receipt receipt) implements Result {}

        /** The id belongs to a receipt of other goods. */
        record Different() implements Result {}
    }

    private final Receipts receipts;

    PlanReceipt(Receipts receipts) {
        this.receipts = receipts;
    }

    Result plan(Receipt receipt) {
        if (receipts.insert(receipt)) {
            return new Result.Planned(receipt);
        }
        Receipt known = receipts.find(receipt.id()).orElseThrow().value();
        return known.sameOrderAs(receipt) ? new Result.Known(known) : new Result.Different();
    }
}
