package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where returns are kept. State, version and the event about it are stored by one write. */
public interface Returns {

    /** The return after a change, or as it is when nothing changed. */
    record Changed(Return value, long version, ReturnStep step) {}

    /**
     * Stores a submitted return without publishing: there is nothing to tell before it holds its pieces.
     *
     * @return false when a return with this id is there: the same request came before
     */
    boolean insert(Return submitted);

    Optional<Versioned<Return>> find(String id);

    /**
     * Saves the next state and the event that its status calls for.
     *
     * @return false when the return is no longer at that version
     */
    boolean save(Return next, long expectedVersion);

    /** Loads, decides, saves; again when somebody wrote in between. Empty when there is no such return. */
    Optional<Changed> change(String id, Function<Return, ReturnStep> decide);

    /** Returns that wait for the service itself: submitted or received. */
    List<Versioned<Return>> unfinished(int limit);

    /** What was credited for these orders; orders without a credited return are left out. */
    Map<String, BigDecimal> creditedByOrder(Collection<String> orderIds);
}
