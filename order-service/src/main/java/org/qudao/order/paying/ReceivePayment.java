package org.qudao.order.paying;

import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.qudao.order.crediting.AccountHolders;
import org.qudao.order.crediting.SettleOrder;
import org.qudao.order.model.AppliedPayment;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.model.Order;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Payment;
import org.qudao.order.model.Payments;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Counts a payment once. The payment is stored first; then the account counts it and notes its id in the same write; then paid
 * orders are settled, the payment says that it was applied, and the note goes. Whoever repeats or resumes meets the note or the
 * payment's own state and does only what is missing.
 */
@Component
class ReceivePayment {

    private final Payments payments;
    private final CreditAccounts accounts;
    private final Orders orders;
    private final Nodes nodes;
    private final AccountHolders accountHolders;
    private final SettleOrder settleOrder;
    private final String currency;

    ReceivePayment(
            Payments payments,
            CreditAccounts accounts,
            Orders orders,
            Nodes nodes,
            AccountHolders accountHolders,
            SettleOrder settleOrder,
            Currency currency) {
        this.payments = payments;
        this.accounts = accounts;
        this.orders = orders;
        this.nodes = nodes;
        this.accountHolders = accountHolders;
        this.settleOrder = settleOrder;
        this.currency = currency.getCurrencyCode();
    }

    Payment receive(Payment payment) {
        Payment before = payments.find(payment.id()).orElse(null);
        if (before == null) {
            check(payment);
            accounts.openPrepaid(payment.nodeId(), currency);
            before = payments.insert(payment)
                    ? payment
                    : payments.find(payment.id()).orElseThrow();
        }
        if (!before.sameRequestAs(payment)) {
            throw Refusal.conflict(
                    "payment-id-reused",
                    "Payment '" + payment.id() + "' came before with other content. Use a new id.");
        }
        return before.state() == Payment.State.RECEIVED ? apply(before) : before;
    }

    /** Does what is still missing for a stored payment. */
    Payment apply(Payment payment) {
        Counted counted = count(payment);
        if (counted.trace() == null) {
            return counted.payment();
        }
        counted.trace().byOrder().keySet().forEach(orderId -> settleOrder.settle(payment.nodeId(), orderId));
        Payment applied = payment.applied(counted.trace());
        payments.save(applied);
        accounts.change(payment.nodeId(), account -> account.forget(payment.id()));
        return applied;
    }

    /** @param trace null when the payment was applied completely before */
    private record Counted(Payment payment, @Nullable AppliedPayment trace) {}

    private Counted count(Payment payment) {
        Counted[] counted = {new Counted(payment, null)};
        boolean there = accounts.change(payment.nodeId(), account -> {
                    if (!account.applying().containsKey(payment.id())) {
                        // Read after the account: were the note gone already, the payment says so itself by now.
                        Payment now = payments.find(payment.id()).orElseThrow();
                        if (now.state() != Payment.State.RECEIVED) {
                            counted[0] = new Counted(now, null);
                            return account;
                        }
                    }
                    CreditAccount after = account.receive(payment.id(), payment.amount(), payment.orderId());
                    counted[0] = new Counted(payment, after.applying().get(payment.id()));
                    return after;
                })
                .isPresent();
        if (!there) {
            throw new IllegalStateException("payment " + payment.id() + " for a node without account");
        }
        return counted[0];
    }

    private void check(Payment payment) {
        Node node = nodes.find(payment.nodeId()).orElseThrow(() -> Refusal.notFound("node", payment.nodeId()));
        accountHolders.check(node);
        String orderId = payment.orderId();
        if (orderId != null) {
            boolean known = orders.find(orderId)
                    .filter(order -> isOf(order.value(), payment.nodeId()))
                    .isPresent();
            if (!known) {
                throw Refusal.unprocessable(
                        "unknown-order",
                        "Unknown order",
                        "Node " + payment.nodeId() + " has no order '" + orderId
                                + "'. Leave orderId out to pay the oldest orders first.");
            }
        }
    }

    private static boolean isOf(Order order, String nodeId) {
        return order.parties().nodeId().equals(nodeId) && !order.history();
    }
}
