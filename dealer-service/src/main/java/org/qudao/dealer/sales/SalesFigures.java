package org.qudao.dealer.sales;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.qudao.dealer.network.Channel;

/** The sales as the two bases count them. */
public final class SalesFigures {
    private final SalesMemory orders;
    private final SalesMemory sellOut;

    public SalesFigures(SalesMemory orders, SalesMemory sellOut) {
        this.orders = orders;
        this.sellOut = sellOut;
    }

    /**
     * Sell-in: every order. Sell-out: what dealers and outlets report, and the direct orders, which are their own sell-out; a
     * report of the direct channel would count them twice and is left out.
     */
    public void forEach(Basis basis, LocalDate from, LocalDate to, Consumer<Sale> action) {
        switch (basis) {
            case SELL_IN -> orders.forEach(from, to, action);
            case SELL_OUT -> {
                orders.forEach(from, to, sale -> {
                    if (sale.channel() == Channel.DIRECT) {
                        action.accept(sale);
                    }
                });
                sellOut.forEach(from, to, sale -> {
                    if (sale.channel() != Channel.DIRECT) {
                        action.accept(sale);
                    }
                });
            }
        }
    }
}
