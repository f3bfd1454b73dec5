package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.util.Currency;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Nodes;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Sets limit and terms of a node's account, opening it when there is none; what is available follows in the same write. */
@Component
class SetCreditTerms {

    private final CreditAccounts accounts;
    private final Nodes nodes;
    private final AccountHolders accountHolders;
    private final Currency currency;

    SetCreditTerms(CreditAccounts accounts, Nodes nodes, AccountHolders accountHolders, Currency currency) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.accountHolders = accountHolders;
        this.currency = currency;
    }

    CreditAccount set(String nodeId, BigDecimal limit, int termsDays) {
        accountHolders.check(nodes.find(nodeId).orElseThrow(() -> Refusal.notFound("node", nodeId)));
        return accounts.openOrChange(nodeId, limit, currency.getCurrencyCode(), termsDays)
                .account();
    }
}
