package org.qudao.forecast.engine;

/** How the demand of several periods together is distributed. */
enum LeadTimeModel {
    /**
     * Mean of one period times their number; to the variance of the periods comes that of the smoothed mean itself, α/(2 − α)
     * times that of a period (Muth 1960, JASA 55), which all periods share.
     */
    NEGATIVE_BINOMIAL {
        @Override
        Distribution over(double[] pieces, int end, double mean, double spread, int periods) {
            double deviation = deviation(spread, periods);
            return new Counts(mean * periods, deviation * deviation);
        }
    },
    /** Periods of the history, drawn anew. */
    RESAMPLED {
        @Override
        Distribution over(double[] pieces, int end, double mean, double spread, int periods) {
            return Resampled.of(pieces, end, periods);
        }
    };

    /** Of the periods together, that of the mean included. */
    static double deviation(double spread, int periods) {
        double shared = Intermittent.SMOOTHING / (2 - Intermittent.SMOOTHING);
        return spread * Math.sqrt(periods * (1 + shared * periods));
    }

    /**
     * @param pieces history in pieces
     * @param end number of values that are known
     * @param mean expected pieces per period
     * @param spread of one period
     */
    abstract Distribution over(double[] pieces, int end, double mean, double spread, int periods);
}
