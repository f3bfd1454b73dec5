package org.qudao.forecast.model;

import java.time.YearMonth;

/** Forecast demand of a month in units, with central 80 % and 95 % prediction intervals. */
public record MonthPoint(YearMonth month, double mean, double lo80, double hi80, double lo95, double hi95) {}
