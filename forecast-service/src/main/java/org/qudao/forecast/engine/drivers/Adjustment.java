package org.qudao.forecast.engine.drivers;

/**
 * One value that was changed before or after the forecast.
 *
 * @param period from 0 at the start of the history; the horizon follows it
 * @param cause a driver's name for the kinds that have one, else empty
 */
public record Adjustment(Kind kind, int period, String cause, double before, double after) {

    /** Why a value was changed. */
    public enum Kind {
        /** The effect of a driver was taken out of the history. */
        DRIVER_REMOVED,
        /** Stock ran out: demand was raised to what is to be expected. */
        STOCK_OUT_FILLED,
        /** The effect of a driver was put on the forecast. */
        DRIVER_APPLIED
    }
}
