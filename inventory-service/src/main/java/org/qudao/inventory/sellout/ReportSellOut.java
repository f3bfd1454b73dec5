package org.qudao.inventory.sellout;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/** Books a sell-out, whole or not at all, and never more than the node has. The same report again is the same report. */
@Service
final class ReportSellOut {

    /** What became of it. */
    sealed interface Result {
        record Booked(SellOut sellOut) implements Result {}

        record Known(SellOut sellOut) implements Result {}

        /** The id belongs to a report of something else. */
        record Different() implements Result {}

        record TooLittle(List<Shortage> lines) implements Result {}
    }

    /** @param line position in the report, from 0 */
    record Shortage(int line, String sku, int quantity, long available) {}

    private final SellOuts sellOuts;
    private final Ledger ledger;
    private final MeterRegistry meters;

    ReportSellOut(SellOuts sellOuts, Ledger ledger, MeterRegistry meters) {
        this.sellOuts = sellOuts;
        this.ledger = ledger;
        this.meters = meters;
    }

    Result report(SellOut report) {
        boolean mine = false;
        while (true) {
            Optional<Versioned<SellOut>> found = sellOuts.find(report.id());
            if (found.isEmpty()) {
                List<Shortage> shortages = shortages(report);
                if (!shortages.isEmpty()) {
                    return tooLittle(shortages);
                }
                mine = sellOuts.insert(report);
                continue;
            }
            SellOut stored = found.get().value();
            long version = found.get().version();
            boolean same = stored.sameAs(report);
            switch (stored.booking().stage()) {
                case BOOKED -> {
                    return !same ? new Result.Different() : mine ? new Result.Booked(stored) : new Result.Known(stored);
                }
                case REFUSED -> {
                    List<Shortage> shortages = shortages(report);
                    if (mine || !shortages.isEmpty()) {
                        return tooLittle(shortages);
                    }
                    mine = sellOuts.save(report.with(stored.booking().again()), version);
                }
                case BOOKING, TAKING_BACK -> {
                    if (!same) {
                        return new Result.Different();
                    }
                    advance(stored, version);
                }
            }
        }
    }

    /** Takes up a report whose booking was interrupted. */
    void finish(String id) {
        Optional<Versioned<SellOut>> found = sellOuts.find(id);
        while (found.isPresent() && !found.get().value().booking().ended()) {
            advance(found.get().value(), found.get().version());
            found = sellOuts.find(id);
        }
    }

    private void advance(SellOut stored, long version) {
        Booking next = stored.booking().advance(ledger, stored.movements());
        sellOuts.save(stored.with(next), version);
    }

    private Result tooLittle(List<Shortage> shortages) {
        meters.counter("qudao.stock.refusals", "act", "sell-out").increment();
        return new Result.TooLittle(shortages);
    }

    private List<Shortage> shortages(SellOut report) {
        List<Shortage> shortages = new ArrayList<>();
        for (int i = 0; i < report.lines().size(); i++) {
            SellOut.Line line = report.lines().get(i);
            long available =
                    ledger.balance(new BalanceKey(report.place(), line.sku())).available();
            if (available < line.quantity()) {
                shortages.add(new Shortage(i, line.sku(), line.quantity(), available));
            }
        }
        return shortages;
    }
}
