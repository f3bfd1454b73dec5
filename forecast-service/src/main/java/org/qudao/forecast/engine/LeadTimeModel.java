package org.qudao.forecast.engine;

/** How the demand of several periods together is distributed. */
enum LeadTimeModel {
    /** Mean and variance of one period, times their number. */
    NEGATIVE_BINOMIAL {
        @Override
        Distribution over(double[] pieces, int end, double mean, double spread, int periods) {
            return new Counts(mean * periods, spread * spread * periods);
        }
    },
    /** Periods of the history, drawn anew. */
    RESAMPLED {
        @Override
        Distribution over(double[] pieces, int end, double mean, double spread, int periods) {
            return Resampled.of(pieces, end, periods);
        }
    };

    /**
     * @param pieces history in pieces
     * @param end number of values that are known
     * @param mean expected pieces per period
     * @param spread of one period
     */
    abstract Distribution over(double[] pieces, int end, double mean, double spread, int periods);
}
