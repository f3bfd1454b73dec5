package org.qudao.inventory.reservation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where reservations are kept, one per order. */
public interface Reservations {

    Optional<Kept> find(String orderId);

    /** Those of the orders that have one. */
    Map<String, Kept> findAll(Collection<String> orderIds);

    /** @return false when the order has a reservation already */
    boolean insert(Reservation reservation, boolean announce);

    /** @return false when somebody else wrote in between */
    boolean save(Reservation reservation, long expectedVersion, boolean announce);

    /** Inserts many, not announced. @return the orders that have a reservation already; theirs is unchanged */
    Set<String> insertAll(List<Reservation> reservations);

    /**
     * Saves and announces many that are as they were inserted.
     *
     * @return false when somebody else wrote some of them in between; the others are saved
     */
    boolean announceAll(List<Reservation> reservations);

    /** Orders whose goods were being taken or sent when the work was interrupted. */
    List<String> pending(int limit);

    /** @param announced this state has been told to others */
    record Kept(Reservation reservation, long version, boolean announced) {}
}
