package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pool of similar series, such as all of a run, tells about each of them: the shares of the members per frequency,
 * and how many spreads wide the intervals must be per frequency and step (conformal per horizon: Stankevičiūtė, Alaa &amp; van
 * der Schaar 2021). Where too few series are pooled, the standard shares and multiples hold.
 */
public final class Calibration {
    private static final int FEWEST_SERIES = 30;

    /** So that every series counts the same, a score of one that has three origins counts a third: a multiple of 1, 2 and 3. */
    private static final int COPIES = 6;

    /** @param sum of the steps up to {@code step}, or that step alone */
    private record Key(int frequency, int step, boolean sum) {}

    private final Map<Integer, double[]> shares;
    private final Map<Integer, Double> reaches;
    private final Map<Integer, CountPool> counts;
    private final Map<Key, Multiples> multiples;

    private Calibration(
            Map<Integer, double[]> shares,
            Map<Integer, Double> reaches,
            Map<Integer, CountPool> counts,
            Map<Key, Multiples> multiples) {
        this.shares = shares;
        this.reaches = reaches;
        this.counts = counts;
        this.multiples = multiples;
    }

    public static Calibration standard() {
        return new Calibration(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Pools the backtests of many series. */
    public static Calibration of(Collection<Forecast> forecasts) {
        return standard().renewed(forecasts);
    }

    /** Pools the backtests of other series; where there are too few of a kind, what was pooled before still holds. */
    public Calibration renewed(Collection<Forecast> forecasts) {
        Map<Integer, List<Combination>> continuous = new HashMap<>();
        Map<Integer, List<Combination>> intermittent = new HashMap<>();
        for (Forecast forecast : forecasts) {
            Combination combination = forecast.combination();
            if (combination != null && combination.members() != Members.THETA) {
                (combination.members() == Members.COUNTS ? intermittent : continuous)
                        .computeIfAbsent(combination.frequency(), f -> new ArrayList<>())
                        .add(combination);
            }
        }
        Map<Integer, double[]> newShares = new HashMap<>(shares);
        Map<Integer, Double> newReaches = new HashMap<>(reaches);
        Map<Integer, CountPool> newCounts = new HashMap<>(counts);
        Map<Key, Multiples> newMultiples = new HashMap<>(multiples);
        continuous.forEach((frequency, pool) -> {
            double[] learned = Shares.learned(pool, shares(Members.CONTINUOUS, frequency));
            newShares.put(frequency, learned);
            double reach = Reach.learned(pool, learned, factor(Members.CONTINUOUS, frequency));
            newReaches.put(frequency, reach);
            Map<Key, List<Double>> scores = new HashMap<>();
            pool.forEach(one -> addScores(one, one.weights(learned), reach, scores));
            scores.forEach((key, list) -> {
                double series = (double) list.size() / COPIES;
                if (series >= FEWEST_SERIES) {
                    double[] all =
                            list.stream().mapToDouble(Double::doubleValue).toArray();
                    newMultiples.put(key, Multiples.of(all, series));
                }
            });
        });
        intermittent.forEach(
                (frequency, pool) -> newCounts.put(frequency, counts(frequency).renewed(pool)));
        return new Calibration(newShares, newReaches, newCounts, newMultiples);
    }

    private static void addScores(Combination one, double[] weights, double reach, Map<Key, List<Double>> scores) {
        List<Backtest.Origin> origins = one.backtest().origins();
        for (Backtest.Origin origin : origins) {
            int copies = COPIES / origins.size();
            Path path = one.combined(origin, weights, reach);
            double sum = 0;
            for (int h = 0; h < path.steps(); h++) {
                double error = origin.actual(h) - path.mean()[h];
                sum += error; // not known from the first unknown step on
                add(scores, new Key(one.frequency(), h + 1, false), error, path.spread()[h], copies);
                add(scores, new Key(one.frequency(), h + 1, true), sum, path.spreadOfSum(h + 1), copies);
            }
        }
    }

    private static void add(Map<Key, List<Double>> scores, Key key, double error, double spread, int copies) {
        if (Double.isNaN(error)) {
            return;
        }
        Double score = spread > 0 ? error / spread : 0;
        scores.computeIfAbsent(key, k -> new ArrayList<>()).addAll(Collections.nCopies(copies, score));
    }

    /** Whether enough series were pooled to know how far sums of periods go beyond their means. */
    boolean knowsSums(Members members, int frequency) {
        return members == Members.COUNTS
                ? counts(frequency).isMeasured()
                : multiplesOfSum(frequency, 1) != Multiples.STANDARD;
    }

    double[] shares(Members members, int frequency) {
        if (members == Members.COUNTS) {
            return counts(frequency).shares();
        }
        double[] pooled = members == Members.CONTINUOUS ? shares.get(frequency) : null;
        return pooled == null ? members.equalShares() : pooled.clone();
    }

    /** Of the level for counts, of the distance from the seasonal naive for the others. */
    double factor(Members members, int frequency) {
        return switch (members) {
            case COUNTS -> counts(frequency).ratio();
            case CONTINUOUS -> reaches.getOrDefault(frequency, 1.0);
            case THETA -> 1;
        };
    }

    CountPool counts(int frequency) {
        return counts.getOrDefault(frequency, CountPool.NONE);
    }

    Multiples multiples(int frequency, int step) {
        return nearest(frequency, step, false);
    }

    Multiples multiplesOfSum(int frequency, int steps) {
        return nearest(frequency, steps, true);
    }

    private Multiples nearest(int frequency, int step, boolean sum) {
        for (int k = step; k >= 1; k--) {
            Multiples own = multiples.get(new Key(frequency, k, sum));
            if (own != null) {
                return own;
            }
        }
        return Multiples.STANDARD;
    }
}
