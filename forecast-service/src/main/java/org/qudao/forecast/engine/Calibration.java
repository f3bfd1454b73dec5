package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many spreads wide the intervals must be, per frequency and step: split-conformal quantiles (Papadopoulos et al.
 * 2002; Stankevičiūtė et al. 2021 per horizon) of backtest errors pooled over similar series. Where too few series are
 * pooled, the standard multiples hold.
 */
public final class Calibration {
    private static final int FEWEST_SCORES = 200;
    private static final int MOST_SCORES = 20_000;

    /** Spreads below and above the mean. */
    record Multiples(double low80, double high80, double low95, double high95) {}

    private record Key(int frequency, int step) {}

    /** Normal quantiles widened by a tenth for the estimation error that plug-in variances leave out (Chatfield 1993). */
    private static final Multiples STANDARD = new Multiples(1.41, 1.41, 2.16, 2.16);

    private final Map<Key, Multiples> pooled;

    private Calibration(Map<Key, Multiples> pooled) {
        this.pooled = pooled;
    }

    public static Calibration standard() {
        return new Calibration(Map.of());
    }

    /** Pools the backtests of many series, such as all of a run. */
    public static Calibration of(Collection<Forecast> forecasts) {
        Map<Key, List<Double>> scores = new HashMap<>();
        for (Forecast forecast : forecasts) {
            for (double[] row : forecast.scores()) {
                for (int h = 0; h < row.length; h++) {
                    List<Double> bucket =
                            scores.computeIfAbsent(new Key(forecast.frequency(), h + 1), k -> new ArrayList<>());
                    if (bucket.size() < MOST_SCORES) {
                        bucket.add(row[h]);
                    }
                }
            }
        }
        Map<Key, Multiples> pooled = new HashMap<>();
        scores.forEach((key, bucket) -> {
            if (bucket.size() >= FEWEST_SCORES) {
                pooled.put(key, multiples(bucket));
            }
        });
        return new Calibration(pooled);
    }

    private static Multiples multiples(List<Double> scores) {
        double[] signed = scores.stream().mapToDouble(Double::doubleValue).toArray();
        double[] absolute = new double[signed.length];
        for (int i = 0; i < signed.length; i++) {
            absolute[i] = Math.abs(signed[i]);
        }
        Arrays.sort(signed);
        Arrays.sort(absolute);
        double both80 = quantile(absolute, 0.8);
        double both95 = quantile(absolute, 0.95);
        return new Multiples(
                half(both80, -quantile(signed, 0.1)),
                half(both80, quantile(signed, 0.9)),
                half(both95, -quantile(signed, 0.025)),
                half(both95, quantile(signed, 0.975)));
    }

    /** Half way between the symmetric and the one-sided quantile: a trend common to the pool must not turn into skewness. */
    private static double half(double symmetric, double oneSided) {
        return Math.max(0, (symmetric + oneSided) / 2);
    }

    private static double quantile(double[] sorted, double level) {
        int rank = (int) Math.ceil(level * (sorted.length + 1)) - 1;
        return sorted[Math.clamp(rank, 0, sorted.length - 1)];
    }

    Multiples multiples(int frequency, int step) {
        Multiples own = pooled.get(new Key(frequency, step));
        if (own != null) {
            return own;
        }
        for (int nearer = step - 1; nearer >= 1; nearer--) {
            Multiples other = pooled.get(new Key(frequency, nearer));
            if (other != null) {
                return other;
            }
        }
        return STANDARD;
    }
}
