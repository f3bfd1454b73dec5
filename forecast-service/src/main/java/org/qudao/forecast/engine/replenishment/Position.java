package org.qudao.forecast.engine.replenishment;

/**
 * What covers future demand, in units.
 *
 * @param available on hand and not reserved
 * @param inTransit on the way to the place
 * @param planned planned receipts, accepted proposals among them
 * @param waiting ordered by customers and not yet served
 */
public record Position(long available, long inTransit, long planned, long waiting) {
    long net() {
        return available + inTransit + planned - waiting;
    }
}
