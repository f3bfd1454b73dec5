package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where orders are kept. State, version and the event about it are stored by one write. */
public interface Orders {

    /** What became of an insert. */
    enum Insertion {
        /** It is stored, at version 1. */
        INSERTED,
        /** An order with this id is there: the same request came before. */
        ID_TAKEN,
        /** Another order has this number. */
        NUMBER_TAKEN
    }

    /**
     * The order after a change, or as it is when nothing changed.
     *
     * @param step as decided on the state that was saved, or left alone
     */
    record Changed(Order order, long version, Step step) {}

    /** Stores a submitted order without publishing: there is nothing to tell before the credit question is answered. */
    Insertion insert(Order order);

    /** Stores history orders and publishes each as recorded; answers the ids that were refused because id or number is taken. */
    Set<String> record(List<Order> history);

    Optional<Versioned<Order>> find(String id);

    Map<String, Versioned<Order>> findAll(Collection<String> ids);

    /**
     * Saves the next state and the event that its status calls for.
     *
     * @return false when the order is no longer at that version
     */
    boolean save(Order next, long expectedVersion);

    /**
     * As {@link #save} for different orders, each at its own version, in one command.
     *
     * @return false when some of them are no longer at their version: which ones is not known, the others are saved
     */
    boolean saveAll(List<Versioned<Order>> nextAtExpectedVersion);

    /** Loads, decides, saves; again when somebody wrote in between. Empty when there is no such order. */
    Optional<Changed> change(String id, Function<Order, Step> decide);

    /** As {@link #change}, for what nobody else needs to know: what returns hold, or only a new version. Publishes nothing. */
    Optional<Changed> changeUntold(String id, Function<Order, Step> decide);

    /** Orders whose credit question is still open, in no order. */
    List<String> undecided(int limit);

    /** What an order with a place in a credit account says of it. */
    record OnCredit(String id, String nodeId, BigDecimal total) {}

    /**
     * Shows the orders with a place in a credit account one after the other: {@link OrderStatus#ON_CREDIT}, no history, distribution
     * channel. One that changes meanwhile may come twice or not at all.
     */
    void eachOnCredit(int limit, Consumer<OnCredit> action);
}
