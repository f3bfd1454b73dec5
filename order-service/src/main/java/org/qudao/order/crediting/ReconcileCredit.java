package org.qudao.order.crediting;

import java.util.List;
import java.util.Map;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives back what orders hold although they ended, and settles what is paid. The events do that at once; this finds what a crash left
 * behind after the event had passed: credit taken for a decision that was never saved, and orders paid by money that it freed.
 */
@Component
class ReconcileCredit {

    private static final Logger log = LoggerFactory.getLogger(ReconcileCredit.class);
    private static final int AT_ONCE = 100;

    private final CreditAccounts accounts;
    private final Orders orders;
    private final SettleOrder settleOrder;

    ReconcileCredit(CreditAccounts accounts, Orders orders, SettleOrder settleOrder) {
        this.accounts = accounts;
        this.orders = orders;
        this.settleOrder = settleOrder;
    }

    @Scheduled(fixedDelayString = "${qudao.credit.reconcile-every}")
    synchronized void reconcile() {
        String after = "";
        List<CreditAccount> page;
        do {
            page = accounts.list(null, after, AT_ONCE);
            for (CreditAccount account : page) {
                after = account.nodeId();
                try {
                    if (!account.open().isEmpty()) {
                        reconcile(account);
                    }
                } catch (RuntimeException e) {
                    // The next round tries again; the accounts behind this one must not wait for it.
                    log.error("Account {} is not reconciled", account.nodeId(), e);
                }
            }
        } while (page.size() == AT_ONCE);
    }

    private void reconcile(CreditAccount account) {
        settleOrder.settleAll(account);
        Map<String, Versioned<Order>> held = orders.findAll(account.open().keySet());
        for (OpenEntry entry : account.open().values()) {
            Versioned<Order> order = held.get(entry.orderId());
            if (order == null) {
                continue;
            }
            OrderStatus status = order.value().status();
            if (status == OrderStatus.PAID) {
                accounts.change(account.nodeId(), now -> now.close(entry.orderId()));
            } else if (status == OrderStatus.HELD) {
                giveBackOfHeld(account, entry);
            } else if (status != OrderStatus.SUBMITTED && !OrderStatus.ON_CREDIT.contains(status)) {
                giveBack(account, entry, order.version());
            }
        }
    }

    /**
     * A release may have taken the entry, or found it and be about to use it. The order gets a new version first: whoever releases it
     * at the old one can no longer save and takes credit again, and what is taken at the new one stays.
     */
    private void giveBackOfHeld(CreditAccount account, OpenEntry entry) {
        orders.changeUntold(
                        entry.orderId(),
                        order -> order.status() == OrderStatus.HELD ? new Step.Taken(order) : Step.NOTHING)
                .filter(changed -> changed.step() instanceof Step.Taken)
                .ifPresent(changed -> giveBack(account, entry, changed.version()));
    }

    private void giveBack(CreditAccount account, OpenEntry entry, long before) {
        accounts.giveBack(account.nodeId(), entry.orderId(), before);
        log.info("Account {} got back what order {} no longer needs", account.nodeId(), entry.orderId());
    }
}
