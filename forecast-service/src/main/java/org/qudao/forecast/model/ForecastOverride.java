package org.qudao.forecast.model;

import java.time.Instant;
import java.time.YearMonth;

/**
 * A planner's value for a month of a series; it counts instead of the forecast.
 *
 * @param forecast mean that it replaced, kept to tell later whether it was better
 */
public record ForecastOverride(YearMonth month, double units, String reason, String by, Instant at, double forecast) {}
