package org.qudao.forecast.demand;

import java.time.YearMonth;

/**
 * Demand of one month in units.
 *
 * @param key product, node, region or channel when the figures are split, else "all"
 * @param quantity wanted, whatever was delivered
 * @param shortShipped of it never delivered
 * @param backOrdered of it still waiting for stock
 */
public record MonthlyDemand(YearMonth month, String key, long quantity, long shortShipped, long backOrdered) {}
