package org.qudao.inventory.reservation;

/**
 * @param toShip what the order said leaves the warehouse
 * @param arrived the arrival is booked
 */
public record ReservationLine(int line, String sku, int quantity, int toShip, boolean arrived) {

    ReservationLine withToShip(int newToShip) {
        return new ReservationLine(line, sku, quantity, newToShip, arrived);
    }

    ReservationLine asArrived() {
        return new ReservationLine(line, sku, quantity, toShip, true);
    }
}
