package org.qudao.inventory.scoping;

import java.util.Optional;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.platform.security.Scope;

/** Reservations of the orders of the nodes a caller may see. */
public interface ReservationsInScope {

    Optional<Reservation> find(String orderId, Scope scope);
}
