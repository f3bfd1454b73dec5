package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Normal;
import org.qudao.forecast.engine.Series;

/**
 * Forecast of an item too new to be forecast by its own history: it takes the profile of its category, at a share that starts from
 * what similar items had in their first periods and gives way to its own sales (pooling of analogous series: Duncan, Gorr &amp;
 * Szczypula 2001, "Forecasting analogous time series", in Armstrong (ed.), Principles of Forecasting).
 */
public final class Analogy {
    private static final double PRIOR_PERIODS = 3;
    private static final double Z80 = Normal.quantile(0.9);
    private static final double Z95 = Normal.quantile(0.975);

    private Analogy() {}

    /**
     * @param share of the category's demand that the item is expected to have
     * @param priorShare what similar items had, and {@code priorPeriods} how many periods of the category it counts for
     */
    public record Answer(double share, double priorShare, double priorPeriods, List<ForecastPoint> points) {
        public Answer {
            points = List.copyOf(points);
        }
    }

    /**
     * @param category demand of the whole category, the oldest first, as far as the item's history
     * @param own demand of the new item since its first period, none for one that is not sold yet
     * @param launchShares shares of the category that similar items had in their first periods, at least one
     */
    public static Answer forecast(
            ForecastEngine engine,
            double[] category,
            int frequency,
            double[] own,
            List<Double> launchShares,
            int horizon) {
        List<ForecastPoint> profile =
                engine.forecast(Series.demand(category, frequency), horizon).points();
        return forecast(category, profile, own, launchShares);
    }

    /** @param profile forecast of the category; items of one category share it */
    public static Answer forecast(
            double[] category, List<ForecastPoint> profile, double[] own, List<Double> launchShares) {
        if (launchShares.isEmpty() || own.length > category.length) {
            throw new IllegalArgumentException("no similar item, or a category younger than the item");
        }
        double prior =
                launchShares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double share = share(category, own, prior);
        List<ForecastPoint> points = new ArrayList<>(profile.size());
        double spread = spread(launchShares, prior) * Math.sqrt(PRIOR_PERIODS / (PRIOR_PERIODS + own.length));
        for (ForecastPoint p : profile) {
            double mean = share * p.mean();
            points.add(new ForecastPoint(
                    p.step(),
                    mean,
                    Math.max(0, mean - Math.hypot(share * (p.mean() - p.lo80()), Z80 * spread * p.mean())),
                    mean + Math.hypot(share * (p.hi80() - p.mean()), Z80 * spread * p.mean()),
                    Math.max(0, mean - Math.hypot(share * (p.mean() - p.lo95()), Z95 * spread * p.mean())),
                    mean + Math.hypot(share * (p.hi95() - p.mean()), Z95 * spread * p.mean())));
        }
        return new Answer(share, prior, PRIOR_PERIODS, points);
    }

    /** (own demand + prior share × prior demand) ÷ (category's demand in the same periods + prior demand). */
    static double share(double[] category, double[] own, double prior) {
        double ownSum = 0;
        double categorySum = 0;
        for (int t = 0; t < own.length; t++) {
            ownSum += Math.max(0, own[t]);
            categorySum += Math.max(0, category[category.length - own.length + t]);
        }
        double level = 0;
        int season = Math.min(category.length, 12);
        for (int t = category.length - season; t < category.length; t++) {
            level += Math.max(0, category[t]) / season;
        }
        double weight = PRIOR_PERIODS * level;
        return categorySum + weight > 0 ? (ownSum + prior * weight) / (categorySum + weight) : prior;
    }

    private static double spread(List<Double> shares, double mean) {
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        return shares.size() < 2 ? mean : Math.sqrt(squares / (shares.size() - 1));
    }
}
