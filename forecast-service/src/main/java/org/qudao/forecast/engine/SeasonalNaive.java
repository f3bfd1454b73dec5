package org.qudao.forecast.engine;

/** Repeats the last season (Hyndman &amp; Athanasopoulos, "Forecasting: principles and practice", section 5.2). */
final class SeasonalNaive implements Model {
    @Override
    public String name() {
        return "seasonal naive";
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        return new Fit(path(y, frequency, horizon), this, this);
    }

    static Path path(double[] y, int frequency, int horizon) {
        int n = y.length;
        int m = n > frequency ? frequency : 1;
        double squares = 0;
        for (int t = m; t < n; t++) {
            squares += (y[t] - y[t - m]) * (y[t] - y[t - m]);
        }
        double sigma = Math.sqrt(squares / Math.max(1, n - m));
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            mean[h] = y[n - m + h % m];
            spread[h] = sigma * Math.sqrt(1 + (double) (h / m));
        }
        return new Path(mean, spread);
    }
}
