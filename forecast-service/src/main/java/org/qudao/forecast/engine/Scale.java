package org.qudao.forecast.engine;

/** In-sample scales that make errors of different series comparable. */
final class Scale {
    private Scale() {}

    /** Mean absolute error of the in-sample seasonal naive; 1 when it is zero. */
    static double absolute(double[] y, int frequency) {
        int m = y.length > frequency ? frequency : 1;
        double sum = 0;
        for (int t = m; t < y.length; t++) {
            sum += Math.abs(y[t] - y[t - m]);
        }
        return sum > 0 ? sum / (y.length - m) : 1;
    }

    /** Mean squared error of the in-sample naive from the first demand on; 1 when it is zero. */
    static double squared(double[] y) {
        int first = 0;
        while (first < y.length - 1 && y[first] == 0) {
            first++;
        }
        double sum = 0;
        for (int t = first + 1; t < y.length; t++) {
            sum += (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
        }
        return sum > 0 ? sum / (y.length - first - 1) : 1;
    }
}
