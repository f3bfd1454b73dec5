package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How far the forecast of the next periods together may be wrong. Errors of neighbouring periods have much in common, so that the error of
 * a sum grows faster than with the square root of the periods; where one period only is known, they are taken as independent.
 *
 * @param deviations standard deviations of the error of the next 1, 2, … periods together
 */
public record CumulativeError(List<Double> deviations) {

    public CumulativeError {
        if (deviations.isEmpty() || deviations.stream().anyMatch(d -> !(d >= 0))) {
            throw new IllegalArgumentException("no deviation, or a negative one");
        }
        deviations = List.copyOf(deviations);
    }

    /** Errors of different series, taken as independent: their variances add up. */
    public static CumulativeError sum(Collection<CumulativeError> errors) {
        int periods = errors.stream().mapToInt(e -> e.deviations.size()).max().orElse(0);
        List<Double> sums = new ArrayList<>();
        for (int k = 1; k <= Math.max(1, periods); k++) {
            double variance = 0;
            for (CumulativeError error : errors) {
                variance += error.variance(k);
            }
            sums.add(Math.sqrt(variance));
        }
        return new CumulativeError(sums);
    }

    /** Of a place that serves this share of the demand: of many customers, so the variance is shared. */
    public CumulativeError share(double share) {
        return new CumulativeError(
                deviations.stream().map(d -> d * Math.sqrt(share)).toList());
    }

    /**
     * Of the periods that follow the first ones, which are over but were not known when the forecast was made. Errors that grow together
     * make the difference of the sums' deviations, independent ones no less than those of as many periods at the beginning.
     *
     * @param periods that are over, from 0
     */
    public CumulativeError after(int periods) {
        if (periods <= 0 || deviations.size() == 1) {
            return this;
        }
        List<Double> later = new ArrayList<>();
        for (int k = 1; k <= Math.max(1, deviations.size() - periods); k++) {
            later.add(Math.max(deviation(k), deviation(periods + k) - deviation(periods)));
        }
        return new CumulativeError(later);
    }

    /** Of one period. */
    public double ofOnePeriod() {
        return deviations.getFirst();
    }

    boolean knowsSums() {
        return deviations.size() > 1;
    }

    /** @param periods whole ones; beyond the last known sum its variance grows as between the last two */
    double deviation(int periods) {
        return Math.sqrt(variance(periods));
    }

    /** Between whole periods in proportion. */
    double variance(double periods) {
        int whole = (int) Math.floor(periods);
        double part = periods - whole;
        return variance(whole) + (part == 0 ? 0 : part * (variance(whole + 1) - variance(whole)));
    }

    private double variance(int periods) {
        if (periods == 0) {
            return 0;
        }
        int known = deviations.size();
        double last = squared(Math.min(periods, known));
        return periods <= known
                ? last
                : last + (periods - known) * Math.max(0, last - (known > 1 ? squared(known - 1) : 0));
    }

    private double squared(int periods) {
        return deviations.get(periods - 1) * deviations.get(periods - 1);
    }
}
