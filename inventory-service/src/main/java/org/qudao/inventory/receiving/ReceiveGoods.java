package org.qudao.inventory.receiving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/** Books a planned receipt as arrived. That it arrives is stored first, so a repeat finishes what a crash left. */
@Service
final class ReceiveGoods {

    private final Receipts receipts;
    private final Ledger ledger;
    private final Clock clock;

    ReceiveGoods(Receipts receipts, Ledger ledger, Clock clock) {
        this.receipts = receipts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @return received, or cancelled before; empty when there is no such receipt */
    Optional<Receipt> receive(String id, String by) {
        while (true) {
            Optional<Versioned<Receipt>> found = receipts.find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Receipt receipt = found.get().value();
            long version = found.get().version();
            switch (receipt.status()) {
                case PLANNED -> receipts.save(receipt.arriving(LocalDate.now(clock), by), version);
                case RECEIVING -> {
                    receipt.movements().forEach(ledger::move);
                    receipts.save(receipt.booked(), version);
                }
                case RECEIVED, CANCELLED -> {
                    return Optional.of(receipt);
                }
            }
        }
    }
}
