package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where credit accounts are kept, one document per node. */
public interface CreditAccounts {

    /** What became of an attempt to take credit. */
    sealed interface Taking {
        /** The entry is in the account, from now or from before. */
        record Taken() implements Taking {}

        /** It does not fit, or the node has no account. */
        record Insufficient(Receipt receipt) implements Taking {}
    }

    /**
     * Takes credit by one conditional write; concurrent takers never exceed what is available. Idempotent by order id.
     *
     * @param override takes it in any case, if there is an account
     */
    Taking take(String nodeId, OpenEntry entry, boolean override);

    /** See {@link CreditAccount#giveBack}. */
    void giveBack(String nodeId, String orderId, long before);

    Optional<CreditAccount> find(String nodeId);

    /** Loads, changes, saves; again when somebody wrote in between. Empty when there is no account. */
    Optional<CreditAccount> change(String nodeId, UnaryOperator<CreditAccount> change);

    /** For a node that pays in advance: limit 0, due at once. Leaves an account that is there as it is. */
    void openPrepaid(String nodeId, String currency);

    /** Ordered by node, starting behind the given one; only nodes of the set, or all when it is null. */
    default List<CreditAccount> list(@Nullable Set<String> nodeIds, String afterNodeId, int limit) {
        return list(nodeIds, afterNodeId, limit, Function.identity());
    }

    /** The same, for who needs less of each than its open orders: one account after the other is read, viewed and let go. */
    <T> List<T> list(@Nullable Set<String> nodeIds, String afterNodeId, int limit, Function<CreditAccount, T> view);

    /** Sets limit and terms, opening the account when there is none; answers the account and whether something changed. */
    Opening openOrChange(String nodeId, BigDecimal limit, String currency, int termsDays);

    /** What became of {@link #openOrChange}. */
    record Opening(CreditAccount account, Effect effect) {}
}
