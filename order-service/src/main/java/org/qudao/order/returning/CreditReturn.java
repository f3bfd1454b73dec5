package org.qudao.order.returning;

import java.time.Clock;
import java.time.LocalDate;
import org.qudao.order.crediting.SettleOrder;
import org.qudao.order.model.Act;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Versioned;
import org.springframework.stereotype.Component;

/**
 * Credits a received return once. The order keeps only what came back; the account counts the amount and notes the return in the same
 * write; orders that owe nothing any more are settled; then the return says that it was credited, and the note goes. Whoever
 * repeats or resumes meets the note or the return's own state and does only what is missing.
 */
@Component
class CreditReturn {

    private final Returns returns;
    private final Orders orders;
    private final CreditAccounts accounts;
    private final SettleOrder settleOrder;
    private final Clock clock;

    CreditReturn(Returns returns, Orders orders, CreditAccounts accounts, SettleOrder settleOrder, Clock clock) {
        this.returns = returns;
        this.orders = orders;
        this.accounts = accounts;
        this.settleOrder = settleOrder;
        this.clock = clock;
    }

    /** @return as it stands now */
    Versioned<Return> credit(String id) {
        Versioned<Return> found = returns.find(id).orElseThrow();
        Return goods = found.value();
        if (goods.status() == ReturnStatus.RECEIVED) {
            orders.changeUntold(goods.orderId(), order -> order.keepReturned(id, goods.received()));
            CreditAccount account = count(goods);
            settleOrder.settle(goods.nodeId(), goods.orderId());
            settleOrder.settleAll(account);
            Act act = new Act(clock.instant(), "system:credit", null);
            LocalDate today = LocalDate.ofInstant(act.at(), clock.getZone());
            Returns.Changed credited =
                    returns.change(id, now -> now.credit(today, act)).orElseThrow();
            found = new Versioned<>(credited.value(), credited.version());
        }
        accounts.change(goods.nodeId(), account -> account.forget(CreditAccount.noteOf(id)));
        return found;
    }

    private CreditAccount count(Return goods) {
        return accounts.change(goods.nodeId(), account -> {
                    if (!account.applying().containsKey(CreditAccount.noteOf(goods.id())) && isCredited(goods.id())) {
                        return account;
                    }
                    return account.credit(goods.id(), goods.orderId(), goods.amount());
                })
                .orElseThrow(() -> new IllegalStateException("return " + goods.id() + " of a node without account"));
    }

    /** Read after the account: were the note gone already, the return says so itself by now. */
    private boolean isCredited(String id) {
        return returns.find(id).orElseThrow().value().status() == ReturnStatus.CREDITED;
    }
}
