package org.qudao.forecast.engine;

/**
 * Forecast of one future period with central 80 % and 95 % prediction intervals.
 *
 * @param step periods after the last value, from 1
 */
public record ForecastPoint(int step, double mean, double lo80, double hi80, double lo95, double hi95) {}
