package org.qudao.forecast.engine;

/**
 * How a series was treated. The four demand classes and their bounds (average demand interval 1.32, squared coefficient
 * of variation 0.49) are those of Syntetos, Boylan &amp; Croston 2005, "On the categorization of demand patterns", JORS 56.
 */
public enum Route {
    /** No usable value: the forecast is zero. */
    EMPTY,
    /** Only zeros: the forecast is zero. */
    ALL_ZERO,
    /** One value all the time: the forecast repeats it. */
    CONSTANT,
    /** Fewer than four values: the mean of demand, else the last value. */
    SHORT,
    /** Too new for a forecast of its own: a share of its category's. */
    ANALOGOUS,
    /** Forecast together with the item that it replaces, or by which it is replaced, and divided between them. */
    SUCCEEDING,
    /** Demand in nearly every period, of steady size: trend and seasonal models. */
    SMOOTH,
    /** Demand in nearly every period, of varying size: trend and seasonal models. */
    ERRATIC,
    /** Demand now and then, of steady size: models of size and interval. */
    INTERMITTENT,
    /** Demand now and then, of varying size: models of size and interval. */
    LUMPY;

    static final double INTERVAL_BOUND = 1.32;
    static final double VARIATION_BOUND = 0.49;

    /** Whether the spread of a forecast without fitted models says how far it may be wrong. */
    boolean isSpreadKnown() {
        return this == SHORT || this == ANALOGOUS || this == SUCCEEDING;
    }

    static Route of(DemandPattern pattern) {
        boolean often = pattern.averageInterval() < INTERVAL_BOUND;
        boolean steady = pattern.squaredVariation() < VARIATION_BOUND;
        if (often) {
            return steady ? SMOOTH : ERRATIC;
        }
        return steady ? INTERMITTENT : LUMPY;
    }
}
