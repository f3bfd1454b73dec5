package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qudao.forecast.engine.Forecast;
import org.qudao.forecast.engine.drivers.Adjustment;
import org.qudao.forecast.engine.drivers.CleanedSeries;
import org.qudao.forecast.engine.drivers.Uplift;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.UsedDriver;

/** Says what moved a forecast; what was known but changed nothing is left out. */
final class UsedDrivers {
    private final ForecastRun run;

    UsedDrivers(ForecastRun run) {
        this.run = run;
    }

    List<UsedDriver> of(CleanedSeries cleaned, List<Adjustment> applied) {
        List<Adjustment> all = new ArrayList<>(cleaned.adjustments());
        all.addAll(applied);
        YearMonth first = run.asOf().minusMonths(cleaned.values().length - 1L);
        List<UsedDriver> used = new ArrayList<>();
        for (Uplift uplift : cleaned.uplifts()) {
            List<UsedDriver.Change> changes = changes(first, all, uplift.driver());
            if (!changes.isEmpty()) {
                used.add(multiplier(uplift, changes));
            }
        }
        List<UsedDriver.Change> filled = changes(first, all, "");
        if (!filled.isEmpty()) {
            String how =
                    "no warehouse that serves orders had the product for a quarter of these months or more, and nobody ordered it then: demand was"
                            + " at least what was ordered";
            used.add(new UsedDriver(UsedDriver.Kind.STOCK_OUT, "stock-out", how, null, filled));
        }
        return used;
    }

    /** What the forecast of the series alone would have been, and what it is. */
    UsedDriver of(NewItems.Told told, Forecast own) {
        List<UsedDriver.Change> changes = new ArrayList<>(own.horizon());
        for (int h = 1; h <= own.horizon(); h++) {
            changes.add(new UsedDriver.Change(
                    run.asOf().plusMonths(h),
                    SeriesForecasts.rounded(own.points().get(h - 1).mean()),
                    SeriesForecasts.rounded(told.forecast().points().get(h - 1).mean())));
        }
        UsedDriver why = told.why();
        return new UsedDriver(why.kind(), why.name(), why.how(), null, changes);
    }

    private static UsedDriver multiplier(Uplift uplift, List<UsedDriver.Change> changes) {
        boolean isPrice = uplift.driver().equals(SeriesDrivers.PRICE);
        String how = isPrice
                ? String.format(
                        Locale.ROOT,
                        "elasticity %.2f: one per cent more on the price changes demand by %.2f per cent",
                        uplift.coefficient(),
                        uplift.coefficient())
                : String.format(
                        Locale.ROOT,
                        "at full strength for a whole month it multiplies demand by %.2f",
                        uplift.factor());
        return new UsedDriver(
                isPrice ? UsedDriver.Kind.PRICE : UsedDriver.Kind.PROMOTION,
                uplift.driver(),
                how,
                new UsedDriver.Estimate(
                        SeriesForecasts.rounded(uplift.own()),
                        SeriesForecasts.rounded(uplift.ownError()),
                        SeriesForecasts.rounded(uplift.group()),
                        SeriesForecasts.rounded(uplift.groupDeviation()),
                        SeriesForecasts.rounded(uplift.weight()),
                        SeriesForecasts.rounded(uplift.coefficient()),
                        SeriesForecasts.rounded(uplift.error())),
                changes);
    }

    private static List<UsedDriver.Change> changes(YearMonth first, List<Adjustment> all, String cause) {
        return all.stream()
                .filter(adjustment -> adjustment.cause().equals(cause))
                .map(adjustment -> new UsedDriver.Change(
                        first.plusMonths(adjustment.period()),
                        SeriesForecasts.rounded(adjustment.before()),
                        SeriesForecasts.rounded(adjustment.after())))
                .toList();
    }
}
