package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.qudao.order.model.Ageing;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.OpenEntry;

/**
 * A credit account for people: available = limit + unallocated − exposure.
 *
 * @param terms days from invoice to due date
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
        List<OpenEntry> open) {

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
                account.oldestFirst());
    }
}
