package org.qudao.forecast.model;

import java.time.YearMonth;
import java.util.List;
import org.qudao.forecast.engine.Accuracy;
import org.qudao.forecast.engine.Member;
import org.qudao.forecast.engine.Route;

/**
 * The current forecast of a series.
 *
 * @param asOf last month of the history
 * @param reason why the series took its route
 * @param deviation standard deviation of the forecast error of one month, in units
 * @param history monthly demand up to {@code asOf}, the oldest first
 */
public record SeriesForecast(
        String id,
        SeriesKey key,
        String runId,
        YearMonth asOf,
        String model,
        Route route,
        String reason,
        List<Member> members,
        Accuracy accuracy,
        double deviation,
        List<Long> history,
        List<MonthPoint> points) {}
