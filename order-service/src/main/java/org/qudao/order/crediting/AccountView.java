package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.qudao.order.model.Ageing;
import org.qudao.order.model.CreditAccount;

/**
 * A credit account for people: available = limit + unallocated − exposure.
 *
 * @param terms days from invoice to due date
 * @param openOrders how many orders hold something of it; there may be thousands, so they are a list of their own
 */
record AccountView(
        String nodeId,
        BigDecimal limit,
        String currency,
        int terms,
        BigDecimal exposure,
        BigDecimal available,
        BigDecimal unallocated,
        Ageing ageing,
        int openOrders) {

    static AccountView of(CreditAccount account, LocalDate today) {
        return new AccountView(
                account.nodeId(),
                account.limit(),
                account.currency(),
                account.termsDays(),
                account.exposure(),
                account.available(),
                account.unallocated(),
                Ageing.of(account, today),
                account.open().size());
    }
}
