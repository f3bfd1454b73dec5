package org.qudao.inventory.receiving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/** Calls a planned receipt off: its goods are not expected any more. */
@Service
final class CancelReceipt {

    private final Receipts receipts;
    private final Clock clock;

    CancelReceipt(Receipts receipts, Clock clock) {
        this.receipts = receipts;
        this.clock = clock;
    }

    /** @return cancelled, unless its goods have arrived; empty when there is no such receipt */
    Optional<Receipt> cancel(String id, String by) {
        while (true) {
            Optional<Versioned<Receipt>> found = receipts.find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Receipt receipt = found.get().value();
            if (receipt.status() != Receipt.Status.PLANNED) {
                return Optional.of(receipt);
            }
            receipts.save(
                    receipt.cancelled(LocalDate.now(clock), by), found.get().version());
        }
    }
}
