package org.qudao.inventory.reservation;

import java.util.List;
import java.util.Optional;

/** Where reservations are kept, one per order. */
public interface Reservations {

    Optional<Kept> find(String orderId);

    /** @return false when the order has a reservation already */
    boolean insert(Reservation reservation, boolean announce);

    /** @return false when somebody else wrote in between */
    boolean save(Reservation reservation, long expectedVersion, boolean announce);

    /** Orders whose goods were being taken or sent when the work was interrupted. */
    List<String> pending(int limit);

    /** @param announced this state has been told to others */
    record Kept(Reservation reservation, long version, boolean announced) {}
}
