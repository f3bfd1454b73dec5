package org.qudao.forecast.forecasting;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.ForecastPoint;
import org.qudao.forecast.engine.Route;
import org.qudao.forecast.engine.Series;
import org.qudao.forecast.engine.drivers.Analogy;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.Succession;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.SeriesKey;
import org.qudao.forecast.model.UsedDriver;

/**
 * Forecasts of what has too little past of its own: products that replace others, and new ones in a category in which others were new
 * before.
 */
final class NewItems {
    private static final int MONTHS_PER_YEAR = 12;

    /** The engine answers no more than a mean below it. */
    private static final int FEWEST_MONTHS = 4;

    private static final int LAUNCH_MONTHS = 3;

    private static final int FEWEST_SIMILAR = 3;

    private final ForecastEngine engine;
    private final ForecastRun run;
    private final Surroundings around;
    private final List<SeriesHistory> series;
    private final List<double[]> histories;
    private final Map<String, Integer> ages = new HashMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();

    private NewItems(
            ForecastEngine engine,
            ForecastRun run,
            Surroundings around,
            List<SeriesHistory> series,
            List<double[]> histories) {
        this.engine = engine;
        this.run = run;
        this.around = around;
        this.series = series;
        this.histories = histories;
        for (SeriesHistory one : series) {
            ages.merge(one.key().sku(), one.months().size(), Math::max);
        }
    }

    /** @param why what the answer says about it, without the months that it changed */
    record Told(Forecast forecast, UsedDriver why) {}

    private record Group(String category, String regionId, Channel channel) {}

    /** A product that nobody has ordered yet gets a series where its predecessor has one. */
    static List<SeriesHistory> withSuccessors(List<SeriesHistory> series, Surroundings around) {
        Map<SeriesKey, SeriesHistory> all = new TreeMap<>();
        series.forEach(one -> all.put(one.key(), one));
        for (SeriesHistory one : series) {
            for (ProductSuccession succession : around.successions()) {
                if (succession.predecessor().equals(one.key().sku())) {
                    SeriesKey key = new SeriesKey(
                            succession.sku(), one.key().regionId(), one.key().channel());
                    all.putIfAbsent(key, SeriesHistory.unsold(key));
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** @param cleaned histories of the series as they are to be forecast @return by the series' id */
    static Map<String, Told> of(
            ForecastEngine engine,
            ForecastRun run,
            Surroundings around,
            List<SeriesHistory> series,
            List<CleanedSeries> cleaned) {
        List<double[]> histories = cleaned.stream().map(CleanedSeries::values).toList();
        NewItems items = new NewItems(engine, run, around, series, histories);
        items.succeed();
        items.compare();
        return items.told;
    }

    private void succeed() {
        if (around.successions().isEmpty()) {
            return;
        }
        Map<SeriesKey, Integer> places = new HashMap<>();
        for (int i = 0; i < series.size(); i++) {
            places.put(series.get(i).key(), i);
        }
        for (ProductSuccession succession : around.successions()) {
            for (int i = 0; i < series.size(); i++) {
                SeriesKey old = series.get(i).key();
                Integer successor = places.get(new SeriesKey(succession.sku(), old.regionId(), old.channel()));
                if (old.sku().equals(succession.predecessor())
                        && successor != null
                        && !told.containsKey(old.id())
                        && !told.containsKey(series.get(successor).key().id())) {
                    succeed(succession, i, successor);
                }
            }
        }
    }

    private void succeed(ProductSuccession succession, int old, int young) {
        int length = Math.max(histories.get(old).length, histories.get(young).length);
        int first = (int) ChronoUnit.MONTHS.between(run.asOf(), succession.from());
        Succession shift = new Succession(succession.factor(), first, succession.phaseInMonths());
        Succession.Answer answer = shift.forecast(
                engine,
                padded(histories.get(old), length),
                padded(histories.get(young), length),
                MONTHS_PER_YEAR,
                run.horizonMonths());
        String how = String.format(
                Locale.ROOT,
                "%s replaces %s from %s over %d months, %s for one: both are forecast as one series and divided",
                succession.sku(),
                succession.predecessor(),
                succession.from(),
                succession.phaseInMonths(),
                succession.factor());
        put(old, Route.SUCCEEDING, answer.predecessor(), succession.sku(), how);
        put(young, Route.SUCCEEDING, answer.successor(), succession.predecessor(), how);
    }

    private void put(int at, Route route, List<ForecastPoint> points, String name, String how) {
        boolean follows = route == Route.SUCCEEDING;
        Forecast forecast = Forecast.given(
                Series.demand(histories.get(at), MONTHS_PER_YEAR),
                route,
                how,
                follows ? "succession" : "analogy",
                points);
        UsedDriver.Kind kind = follows ? UsedDriver.Kind.SUCCESSION : UsedDriver.Kind.ANALOGY;
        told.put(series.get(at).key().id(), new Told(forecast, new UsedDriver(kind, name, how, null, List.of())));
    }

    private static double[] padded(double[] history, int length) {
        double[] padded = new double[length];
        System.arraycopy(history, 0, padded, length - history.length, history.length);
        return padded;
    }

    private void compare() {
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < series.size(); i++) {
            SeriesKey key = series.get(i).key();
            String category = around.category(key.sku());
            if (!category.isEmpty()) {
                groups.computeIfAbsent(new Group(category, key.regionId(), key.channel()), g -> new ArrayList<>())
                        .add(i);
            }
        }
        groups.forEach((group, members) -> compare(group.category(), members));
    }

    private void compare(String category, List<Integer> members) {
        List<Integer> young = members.stream()
                .filter(i -> histories.get(i).length < FEWEST_MONTHS
                        && beganWithItsProduct(i)
                        && !told.containsKey(series.get(i).key().id()))
                .toList();
        double[] total = young.isEmpty() ? new double[0] : total(members);
        List<Double> shares = young.isEmpty() ? List.of() : launchShares(members, total);
        if (shares.size() < FEWEST_SIMILAR) {
            return;
        }
        List<ForecastPoint> profile = engine.forecast(Series.demand(total, MONTHS_PER_YEAR), run.horizonMonths())
                .points();
        for (int i : young) {
            Analogy.Answer answer = Analogy.forecast(total, profile, histories.get(i), shares);
            String how = String.format(
                    Locale.ROOT,
                    "%.4f of the forecast of category %s here: %d products began with %.4f in the mean, which counts as %.0f months"
                            + " beside the own %d",
                    answer.share(),
                    category,
                    shares.size(),
                    answer.priorShare(),
                    answer.priorPeriods(),
                    histories.get(i).length);
            put(i, Route.ANALOGOUS, answer.points(), category, how);
        }
    }

    /** A series that begins later than its product elsewhere is rare there, not new. */
    private boolean beganWithItsProduct(int i) {
        return histories.get(i).length == ages.getOrDefault(series.get(i).key().sku(), 0);
    }

    private double[] total(List<Integer> members) {
        int longest =
                members.stream().mapToInt(i -> histories.get(i).length).max().orElse(0);
        double[] total = new double[longest];
        for (int i : members) {
            double[] one = histories.get(i);
            for (int t = 0; t < one.length; t++) {
                total[longest - one.length + t] += one[t];
            }
        }
        return total;
    }

    /** Of products that began when the category was sold already, their share of it in the first months. */
    private List<Double> launchShares(List<Integer> members, double[] total) {
        List<Double> shares = new ArrayList<>();
        for (int i : members) {
            double[] one = histories.get(i);
            int begin = total.length - one.length;
            if (one.length >= FEWEST_MONTHS && begin >= LAUNCH_MONTHS && beganWithItsProduct(i)) {
                double own = Arrays.stream(one, 0, LAUNCH_MONTHS).sum();
                double all = Arrays.stream(total, begin, begin + LAUNCH_MONTHS).sum();
                if (all > 0) {
                    shares.add(own / all);
                }
            }
        }
        return shares;
    }
}
