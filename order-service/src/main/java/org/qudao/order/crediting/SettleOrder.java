package org.qudao.order.crediting;

import java.time.Clock;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Step;
import org.springframework.stereotype.Component;

/**
 * Marks an invoiced order as paid once nothing is owed for it, and closes its entry. Says nothing to an order that owes or waits, nor
 * to one on credit whose entry is missing: nothing says that it was paid.
 */
@Component
public class SettleOrder {

    private final Orders orders;
    private final CreditAccounts accounts;
    private final Clock clock;

    SettleOrder(Orders orders, CreditAccounts accounts, Clock clock) {
        this.orders = orders;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Whatever of the account is invoiced and owes nothing any more: money that one order frees pays others. */
    public void settleAll(CreditAccount account) {
        account.paidUp().forEach(orderId -> settle(account.nodeId(), orderId));
    }

    public void settle(String nodeId, String orderId) {
        OpenEntry entry = accounts.find(nodeId)
                .map(account -> account.open().get(orderId))
                .orElse(null);
        if (entry != null && entry.outstanding().signum() > 0) {
            return;
        }
        Act act = new Act(clock.instant(), "system:credit", entry == null ? "paid at the counter" : "paid in full");
        boolean paid = orders.change(
                        orderId,
                        order -> order.status() == OrderStatus.INVOICED
                                        && !order.history()
                                        && (entry != null || !order.needsCredit())
                                ? order.pay(act)
                                : Step.NOTHING)
                .filter(changed -> changed.order().status() == OrderStatus.PAID)
                .isPresent();
        if (paid && entry != null) {
            accounts.change(nodeId, account -> account.close(orderId));
        }
    }
}
