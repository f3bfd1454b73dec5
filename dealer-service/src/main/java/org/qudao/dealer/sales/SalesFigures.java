package org.qudao.dealer.sales;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
     *
     * @param nodeIds whose sales; the scope of who asks is part of it. Null means everybody
     */
    public void forEach(
            Basis basis, LocalDate from, LocalDate to, @Nullable Set<String> nodeIds, Consumer<Sale> action) {
        switch (basis) {
            case SELL_IN -> orders.forEach(from, to, nodeIds, action);
            case SELL_OUT -> {
                orders.forEach(from, to, nodeIds, sale -> {
                    if (sale.channel() == Channel.DIRECT) {
                        action.accept(sale);
                    }
                });
                sellOut.forEach(from, to, nodeIds, sale -> {
                    if (sale.channel() != Channel.DIRECT) {
                        action.accept(sale);
                    }
                });
            }
        }
    }
}
