package org.qudao.order.crediting;

import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Node;
import org.qudao.order.model.Receipt;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Who may have an account: who buys on credit or in advance, and who has orders to pay from the time when it did. */
@Component
public class AccountHolders {

    private final CreditAccounts accounts;

    AccountHolders(CreditAccounts accounts) {
        this.accounts = accounts;
    }

    /** @throws Refusal 422 when credit or money would lie there for ever */
    public void check(Node node) {
        Receipt bar = bar(node);
        if (bar != null) {
            throw Refusal.unprocessable(
                            rule(node),
                            "The node has no account",
                            "Node " + node.id() + " can owe nothing. " + bar.remedy())
                    .with("receipt", bar);
        }
    }

    /** Null when the node may have one. */
    @Nullable
    Receipt bar(Node node) {
        Receipt bar = node.accountBar();
        return bar == null || owes(node.id()) ? null : bar;
    }

    /** The rule by which a request or a row is refused. */
    static String rule(Node node) {
        return node.channel() == Channel.DIRECT ? "paid-at-the-counter" : "no-credit-account";
    }

    private boolean owes(String nodeId) {
        return accounts.find(nodeId)
                .filter(account -> !account.open().isEmpty())
                .isPresent();
    }
}
