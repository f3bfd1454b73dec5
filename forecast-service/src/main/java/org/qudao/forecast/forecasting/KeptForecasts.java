package org.qudao.forecast.forecasting;

import java.time.YearMonth;
import java.util.List;

/** Port: what runs keep of their forecasts, so that the next month needs no new fit. */
public interface KeptForecasts {

    /**
     * @param asOf last month that models were fitted to, {@code length} the number of months
     * @param history digest of them: whoever has other months needs other models
     * @param state as the engine writes it
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way between engine and store, never compared
    record Kept(String seriesId, YearMonth asOf, int horizonMonths, int length, String history, byte[] state) {}

    /** In any order; series of which nothing is kept are missing. */
    List<Kept> of(List<String> seriesIds);

    void keep(List<Kept> forecasts);

    /** Of series that ended, and of those fitted again since. */
    void forgetFittedBefore(YearMonth asOf);
}
