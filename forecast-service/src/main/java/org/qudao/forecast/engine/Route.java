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
    /** One value all the time: the forecast repeats it; demand that was so for a short time only may still vary by chance. */
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
    /** Periods without demand, but the same ones in every season: trend and seasonal models. */
    SEASONAL,
    /** Demand now and then, of steady size: models of size and interval. */
    INTERMITTENT,
    /** Demand now and then, of varying size: models of size and interval. */
    LUMPY;

    static final double INTERVAL_BOUND = 1.32;
    static final double VARIATION_BOUND = 0.49;

    /** Share of the variance that the season must explain for what has zeros to be seasonal: more than is left. */
    private static final double SEASONAL_BOUND = 0.5;

    /** And so many of its demands must have come a season before, too: a few large ones may fall on the same month by chance. */
    private static final double RECURRENCE_BOUND = 0.8;

    /** Whether the spread of a forecast without fitted models says how far it may be wrong. */
    boolean isSpreadKnown() {
        return this == CONSTANT || this == SHORT || this == ANALOGOUS || this == SUCCEEDING;
    }

    /** For a series of which enough is known; measurements are none of demand's classes. */
    static Route of(Series series, double[] y) {
        if (!series.isDemand()) {
            return SMOOTH;
        }
        DemandPattern pattern = DemandPattern.of(y);
        boolean steady = pattern.squaredVariation() < VARIATION_BOUND;
        if (pattern.averageInterval() < INTERVAL_BOUND) {
            return steady ? SMOOTH : ERRATIC;
        }
        if (Seasonality.recurrence(y, series.frequency()) >= RECURRENCE_BOUND
                && Seasonality.explained(y, series.frequency()) > SEASONAL_BOUND) {
            return SEASONAL;
        }
        return steady ? INTERMITTENT : LUMPY;
    }
}
