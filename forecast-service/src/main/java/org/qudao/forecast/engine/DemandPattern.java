package org.qudao.forecast.engine;

/**
 * @param averageInterval periods per period with demand (ADI)
 * @param squaredVariation squared coefficient of variation of the non-zero sizes (CV²)
 */
record DemandPattern(double averageInterval, double squaredVariation) {
    static DemandPattern of(double[] y) {
        int demands = 0;
        double sum = 0;
        for (double v : y) {
            if (v != 0) {
                demands++;
                sum += v;
            }
        }
        if (demands == 0) {
            return new DemandPattern(Double.MAX_VALUE, 0);
        }
        double mean = sum / demands;
        double squares = 0;
        for (double v : y) {
            if (v != 0) {
                squares += (v - mean) * (v - mean);
            }
        }
        double variation = demands < 2 || mean == 0 ? 0 : squares / (demands - 1) / (mean * mean);
        return new DemandPattern((double) y.length / demands, variation);
    }
}
