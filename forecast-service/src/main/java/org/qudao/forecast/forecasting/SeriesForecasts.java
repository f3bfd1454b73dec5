package org.qudao.forecast.forecasting;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.qudao.forecast.engine.Accuracy;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Member;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.SumQuantile;
import org.qudao.forecast.model.UsedDriver;

/** Turns the engine's answer into the forecast that is stored: steps become months, figures keep three decimals. */
final class SeriesForecasts {
    /** Service levels that are asked for; what lies between them is found between their quantiles. */
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999};

    private SeriesForecasts() {}

    /**
     * @param points coherent with all totals
     * @param deviations of the errors of the next 1, 2, … months together
     * @param method how they were made coherent, empty when they were not
     */
    static SeriesForecast of(
            ForecastRun run,
            SeriesHistory series,
            Forecast forecast,
            List<ForecastPoint> points,
            double[] deviations,
            String method,
            List<UsedDriver> drivers) {
        return new SeriesForecast(
                series.key().id(),
                series.key(),
                run.id(),
                run.asOf(),
                forecast.model(),
                forecast.route(),
                method.isEmpty() ? forecast.reason() : forecast.reason() + "; adds up with all totals (" + method + ")",
                forecast.members().stream()
                        .map(m -> new Member(m.model(), rounded(m.weight()), rounded(m.error())))
                        .toList(),
                rounded(forecast.accuracy()),
                Arrays.stream(deviations).mapToObj(SeriesForecasts::rounded).toList(),
                forecast.isCalibrated() ? quantiles(forecast, points, deviations) : List.of(),
                series.months(),
                points.stream().map(p -> month(run, p)).toList(),
                drivers,
                List.of());
    }

    /** What they lie above the mean goes with the deviation; the mean is that of the points. */
    private static List<SumQuantile> quantiles(Forecast forecast, List<ForecastPoint> points, double[] deviations) {
        double[] plain = forecast.deviationsOfSums();
        double[][] units = new double[LEVELS.length][deviations.length];
        double mean = 0;
        for (int k = 1; k <= deviations.length; k++) {
            mean += points.get(k - 1).mean();
            double wider = plain[k - 1] > 0 ? deviations[k - 1] / plain[k - 1] : 1;
            double[] quantiles = forecast.quantilesOfSum(k, LEVELS);
            for (int i = 0; i < LEVELS.length; i++) {
                units[i][k - 1] = Math.max(0, mean + wider * (quantiles[i] - forecast.sum(k)));
            }
        }
        return IntStream.range(0, LEVELS.length)
                .mapToObj(i -> new SumQuantile(
                        LEVELS[i],
                        Arrays.stream(units[i])
                                .mapToObj(SeriesForecasts::rounded)
                                .toList()))
                .toList();
    }

    static MonthPoint month(ForecastRun run, ForecastPoint p) {
        return new MonthPoint(
                run.asOf().plusMonths(p.step()),
                rounded(p.mean()),
                rounded(p.lo80()),
                rounded(p.hi80()),
                rounded(p.lo95()),
                rounded(p.hi95()));
    }

    /** @param means coherent with all totals; the intervals move with them */
    static List<ForecastPoint> moved(Forecast forecast, List<Double> means) {
        return forecast.points().stream()
                .map(p -> moved(p, means.get(p.step() - 1)))
                .toList();
    }

    static ForecastPoint moved(ForecastPoint p, double mean) {
        double by = mean - p.mean();
        return new ForecastPoint(
                p.step(),
                mean,
                Math.max(0, p.lo80() + by),
                Math.max(0, p.hi80() + by),
                Math.max(0, p.lo95() + by),
                Math.max(0, p.hi95() + by));
    }

    private static Accuracy rounded(Accuracy a) {
        return new Accuracy(
                a.origins(),
                rounded(a.mase()),
                rounded(a.rmsse()),
                rounded(a.wape()),
                rounded(a.bias()),
                rounded(a.coverage80()),
                rounded(a.coverage95()));
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
