package org.qudao.order.crediting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives back what orders hold although they ended. The events do that at once; this finds what a crash of the taker left behind
 * after the event had passed: credit taken for a decision that was never saved.
 */
@Component
class ReconcileCredit {

    private static final Logger log = LoggerFactory.getLogger(ReconcileCredit.class);
    private static final int AT_ONCE = 100;

    private final CreditAccounts accounts;
    private final Orders orders;

    /** Entries of orders still held, which a release may be about to use; given back when the next round finds the same. */
    private Map<String, Long> suspects = new HashMap<>();

    ReconcileCredit(CreditAccounts accounts, Orders orders) {
        this.accounts = accounts;
        this.orders = orders;
    }

    @Scheduled(fixedDelayString = "${qudao.credit.reconcile-every}")
    synchronized void reconcile() {
        Map<String, Long> stillSuspect = new HashMap<>();
        String after = "";
        List<CreditAccount> page;
        do {
            page = accounts.list(null, after, AT_ONCE);
            for (CreditAccount account : page) {
                after = account.nodeId();
                try {
                    if (!account.open().isEmpty()) {
                        reconcile(account, stillSuspect);
                    }
                } catch (RuntimeException e) {
                    // The next round tries again; the accounts behind this one must not wait for it.
                    log.error("Account {} is not reconciled", account.nodeId(), e);
                }
            }
        } while (page.size() == AT_ONCE);
        suspects = stillSuspect;
    }

    private void reconcile(CreditAccount account, Map<String, Long> stillSuspect) {
        Map<String, Versioned<Order>> held = orders.findAll(account.open().keySet());
        for (OpenEntry entry : account.open().values()) {
            Versioned<Order> order = held.get(entry.orderId());
            if (order == null) {
                continue;
            }
            OrderStatus status = order.value().status();
            if (status == OrderStatus.PAID) {
                accounts.change(account.nodeId(), now -> now.close(entry.orderId()));
            } else if (status == OrderStatus.HELD && entry.takenAt() == order.version()) {
                Long before = suspects.get(entry.orderId());
                if (before != null && before == entry.takenAt()) {
                    giveBack(account, entry, order.version() + 1);
                } else {
                    stillSuspect.put(entry.orderId(), entry.takenAt());
                }
            } else if (status != OrderStatus.SUBMITTED && !OrderStatus.ON_CREDIT.contains(status)) {
                giveBack(account, entry, order.version());
            }
        }
    }

    private void giveBack(CreditAccount account, OpenEntry entry, long before) {
        accounts.giveBack(account.nodeId(), entry.orderId(), before);
        log.info("Account {} got back what order {} no longer needs", account.nodeId(), entry.orderId());
    }
}
