package org.qudao.forecast.engine;

/** Adds up errors; holds a dozen numbers, however many forecasts are compared. */
final class ErrorSums {
    /** Scaled errors count up to it, so that one series without scale does not drown its segment; the largest of M1 is 34. */
    private static final double LARGEST_ERROR = 100;

    private long points;
    private double scaledAbsolute;
    private double scaledSquares;
    private double absolute;
    private double signed;
    private double actuals;
    private double pinball;
    private long within80;
    private long within95;

    /** @param scale of absolute errors @param squaredScale of squared errors */
    void add(double actual, ForecastPoint point, double scale, double squaredScale) {
        double error = point.mean() - actual;
        points++;
        scaledAbsolute += Math.min(Math.abs(error) / scale, LARGEST_ERROR);
        scaledSquares += Math.min(error * error / squaredScale, LARGEST_ERROR * LARGEST_ERROR);
        absolute += Math.abs(error);
        signed += error;
        actuals += Math.abs(actual);
        double loss = loss(actual, point.lo95(), 0.025)
                + loss(actual, point.lo80(), 0.1)
                + loss(actual, point.hi80(), 0.9)
                + loss(actual, point.hi95(), 0.975);
        pinball += Math.min(loss / 4 / scale, LARGEST_ERROR);
        within80 += point.lo80() <= actual && actual <= point.hi80() ? 1 : 0;
        within95 += point.lo95() <= actual && actual <= point.hi95() ? 1 : 0;
    }

    static double loss(double actual, double quantile, double level) {
        return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
    }

    Measures measures() {
        if (points == 0) {
            return new Measures(0, 0, 0, 0, 0, 0, 0, 0);
        }
        double total = actuals > 0 ? actuals : 1;
        return new Measures(
                points,
                scaledAbsolute / points,
                Math.sqrt(scaledSquares / points),
                absolute / total,
                signed / total,
                pinball / points,
                (double) within80 / points,
                (double) within95 / points);
    }
}
