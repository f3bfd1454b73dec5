package org.qudao.forecast.engine;

/** In-sample scales that make errors of different series comparable. */
final class Scale {
    private Scale() {}

    /** Mean absolute error of the in-sample seasonal naive; the mean size of the values when it is zero, and 1 when they are zero, too. */
    static double absolute(double[] y, int frequency) {
        int m = y.length > frequency ? frequency : 1;
        double sum = 0;
        for (int t = m; t < y.length; t++) {
            sum += Math.abs(y[t] - y[t - m]);
        }
        if (sum > 0) {
            return sum / (y.length - m);
        }
        for (double v : y) {
            sum += Math.abs(v);
        }
        return sum > 0 ? sum / y.length : 1;
    }

    /** Mean squared error of the in-sample naive from the first demand on; the mean square of the values when it is zero, and 1 when they are zero, too. */
    static double squared(double[] y) {
        int first = 0;
        while (first < y.length - 1 && y[first] == 0) {
            first++;
        }
        double sum = 0;
        for (int t = first + 1; t < y.length; t++) {
            sum += (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
        }
        if (sum > 0) {
            return sum / (y.length - first - 1);
        }
        for (int t = first; t < y.length; t++) {
            sum += y[t] * y[t];
        }
        return sum > 0 ? sum / (y.length - first) : 1;
    }
}
