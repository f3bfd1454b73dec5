package org.qudao.forecast.engine.drivers;

import java.util.ArrayList;
import java.util.List;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Normal;

/**
 * A history without the effects of its drivers and with stock-outs filled. A series with neither is left as it is, to the last bit, and
 * so is its forecast.
 *
 * @param uplifts effects that were taken out and act in the horizon
 * @param values the history to be forecast
 * @param adjustments what was changed in it
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the engine, never compared
public record CleanedSeries(DrivenSeries series, List<Uplift> uplifts, double[] values, List<Adjustment> adjustments) {
    private static final double Z80 = Normal.quantile(0.9);
    private static final double Z95 = Normal.quantile(0.975);

    /** Errors of neighbouring periods have so much in common, and a fifth less with every period between them: as the engine takes them. */
    private static final double CORRELATION = 0.8;

    /** e³: no driver multiplies or divides demand by more than twenty. */
    private static final double LARGEST_EFFECT = 3;

    public CleanedSeries {
        uplifts = List.copyOf(uplifts);
        adjustments = List.copyOf(adjustments);
    }

    /** @param points with the effects of the horizon @param adjustments what they changed */
    public record Driven(List<ForecastPoint> points, List<Adjustment> adjustments) {}

    public static CleanedSeries of(DrivenSeries series, List<Uplift> uplifts) {
        List<Adjustment> adjustments = new ArrayList<>();
        double[] plain = withoutDrivers(series, uplifts, adjustments);
        double[] cleaned = Censoring.uncensored(plain, series.frequency(), series.stockedOut());
        for (int t = 0; t < cleaned.length; t++) {
            if (cleaned[t] > plain[t]) {
                adjustments.add(new Adjustment(Adjustment.Kind.STOCK_OUT_FILLED, t, "", plain[t], cleaned[t]));
            }
        }
        return new CleanedSeries(series, uplifts, cleaned, adjustments);
    }

    private static double[] withoutDrivers(DrivenSeries series, List<Uplift> uplifts, List<Adjustment> adjustments) {
        double[] plain = series.demand().clone();
        for (Uplift uplift : uplifts) {
            Driver driver = named(series, uplift.driver());
            for (int t = 0; t < plain.length; t++) {
                double effect = bounded(uplift.coefficient() * driver.at(t));
                if (effect != 0 && plain[t] > 0) {
                    double before = plain[t];
                    plain[t] = before / Math.exp(effect);
                    adjustments.add(
                            new Adjustment(Adjustment.Kind.DRIVER_REMOVED, t, uplift.driver(), before, plain[t]));
                }
            }
        }
        return plain;
    }

    /**
     * What drivers do to one period of the horizon.
     *
     * @param factor by which demand is multiplied, and {@code error} the relative standard error of that
     */
    public record Effect(double factor, double error) {
        boolean isNone() {
            return factor == 1 && error == 0;
        }
    }

    /** @param step periods after the last value, from 1 */
    public Effect effect(int step) {
        int period = values.length + step - 1;
        double factor = 1;
        double variance = 0;
        for (Uplift uplift : uplifts) {
            double value = named(series, uplift.driver()).at(period);
            double error = bounded(uplift.error() * value);
            factor *= Math.exp(bounded(uplift.coefficient() * value));
            variance += error * error;
        }
        return new Effect(factor, Math.sqrt(variance));
    }

    /**
     * Standard deviations of the errors of the next 1, 2, … periods together, with the effects of the horizon: the spread of a period goes
     * with its level, and an effect that is estimated too high is too high in every period in which its driver acts.
     *
     * @param base the forecast of the cleaned history
     * @param driven its points with the effects
     */
    public double[] deviationsOfSums(Forecast base, List<ForecastPoint> driven) {
        double[] deviations = base.deviationsOfSums();
        double[] ofDrivers = new double[uplifts.size()];
        double plain = 0;
        double scaled = 0;
        double plainBefore = 0;
        double scaledBefore = 0;
        boolean acts = false;
        for (int h = 0; h < deviations.length; h++) {
            Effect effect = effect(h + 1);
            double spread = base.deviation(h + 1);
            plain += spread * (spread + 2 * plainBefore);
            plainBefore = CORRELATION * (plainBefore + spread);
            spread *= effect.factor();
            scaled += spread * (spread + 2 * scaledBefore);
            scaledBefore = CORRELATION * (scaledBefore + spread);
            double ofEffects = 0;
            for (int k = 0; k < ofDrivers.length; k++) {
                double value = named(series, uplifts.get(k).driver()).at(values.length + h);
                ofDrivers[k] += driven.get(h).mean() * bounded(uplifts.get(k).error() * value);
                ofEffects += ofDrivers[k] * ofDrivers[k];
            }
            acts |= !effect.isNone();
            if (acts) {
                double wider = plain > 0 ? Math.sqrt(scaled / plain) : effect.factor();
                deviations[h] = Math.hypot(deviations[h] * wider, Math.sqrt(ofEffects));
            }
        }
        return deviations;
    }

    /** The uncertainty of an effect widens the intervals of the periods in which it acts. */
    public Driven driven(List<ForecastPoint> base) {
        List<ForecastPoint> points = new ArrayList<>(base.size());
        List<Adjustment> applied = new ArrayList<>();
        for (ForecastPoint point : base) {
            int period = values.length + point.step() - 1;
            double factor = 1;
            for (Uplift uplift : uplifts) {
                double value = named(series, uplift.driver()).at(period);
                double effect = Math.exp(bounded(uplift.coefficient() * value));
                if (effect != 1) {
                    double before = point.mean() * factor;
                    factor *= effect;
                    applied.add(new Adjustment(
                            Adjustment.Kind.DRIVER_APPLIED, period, uplift.driver(), before, point.mean() * factor));
                }
            }
            Effect effect = effect(point.step());
            double mean = point.mean() * factor;
            points.add(effect.isNone() ? point : widened(point, mean, factor, mean * effect.error()));
        }
        return new Driven(points, applied);
    }

    /**
     * Errors of the base and of effects are independent, so their half-widths add as squares.
     *
     * @param factor by which the base's half-widths are multiplied
     * @param error standard deviation of the effects, in units
     */
    public static ForecastPoint widened(ForecastPoint p, double mean, double factor, double error) {
        double wide80 = Z80 * error;
        double wide95 = Z95 * error;
        return new ForecastPoint(
                p.step(),
                mean,
                Math.max(0, mean - Math.hypot(factor * (p.mean() - p.lo80()), wide80)),
                mean + Math.hypot(factor * (p.hi80() - p.mean()), wide80),
                Math.max(0, mean - Math.hypot(factor * (p.mean() - p.lo95()), wide95)),
                mean + Math.hypot(factor * (p.hi95() - p.mean()), wide95));
    }

    private static double bounded(double effect) {
        return Math.clamp(effect, -LARGEST_EFFECT, LARGEST_EFFECT);
    }

    private static Driver named(DrivenSeries series, String name) {
        return series.drivers().stream()
                .filter(driver -> driver.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(series.id() + " has no driver " + name));
    }
}
