package org.qudao.inventory.transferring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/** Books a transfer, whole or not at all. */
@Service
final class TransferStock {

    /** What became of it. */
    sealed interface Result {
        record Booked(Transfer transfer) implements Result {}

        record Known(Transfer transfer) implements Result {}

        /** The id belongs to a transfer of something else. */
        record Different() implements Result {}

        record TooLittle(List<Shortage> lines) implements Result {}
    }

    record Shortage(String sku, int quantity, long available) {}

    private final Transfers transfers;
    private final Ledger ledger;
    private final MeterRegistry meters;

    TransferStock(Transfers transfers, Ledger ledger, MeterRegistry meters) {
        this.transfers = transfers;
        this.ledger = ledger;
        this.meters = meters;
    }

    Result transfer(Transfer transfer) {
        boolean mine = false;
        while (true) {
            Optional<Versioned<Transfer>> found = transfers.find(transfer.id());
            if (found.isEmpty()) {
                List<Shortage> shortages = shortages(transfer);
                if (!shortages.isEmpty()) {
                    return tooLittle(shortages);
                }
                mine = transfers.insert(transfer);
                continue;
            }
            Transfer stored = found.get().value();
            boolean same = stored.sameAs(transfer);
            if (stored.booking().stage() == Booking.Stage.BOOKED) {
                return !same ? new Result.Different() : mine ? new Result.Booked(stored) : new Result.Known(stored);
            }
            if (stored.booking().stage() == Booking.Stage.REFUSED) {
                List<Shortage> shortages = shortages(transfer);
                if (mine || !shortages.isEmpty()) {
                    return tooLittle(shortages);
                }
                mine = transfers.save(
                        transfer.with(stored.booking().again()), found.get().version());
            } else if (!same) {
                return new Result.Different();
            } else {
                advance(stored, found.get().version());
            }
        }
    }

    /** Takes up a transfer whose booking was interrupted. */
    void finish(String id) {
        Optional<Versioned<Transfer>> found = transfers.find(id);
        while (found.isPresent() && !found.get().value().booking().ended()) {
            advance(found.get().value(), found.get().version());
            found = transfers.find(id);
        }
    }

    private void advance(Transfer stored, long version) {
        Booking next = stored.booking().advance(ledger, stored.movements());
        transfers.save(stored.with(next), version);
    }

    private Result tooLittle(List<Shortage> shortages) {
        meters.counter("qudao.stock.refusals", "act", "transfer").increment();
        return new Result.TooLittle(shortages);
    }

    private List<Shortage> shortages(Transfer transfer) {
        return transfer.lines().stream()
                .map(line -> new Shortage(
                        line.sku(),
                        line.quantity(),
                        ledger.balance(new BalanceKey(transfer.from(), line.sku()))
                                .available()))
                .filter(line -> line.available() < line.quantity())
                .toList();
    }
}
