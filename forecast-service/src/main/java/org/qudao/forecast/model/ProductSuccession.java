package org.qudao.forecast.model;

import java.time.Instant;
import java.time.YearMonth;

/**
 * A product that replaces another.
 *
 * @param factor units of the successor that replace one of the predecessor
 * @param from month in which the successor is sold first
 * @param phaseInMonths months until it has all of the demand; 1 changes at once
 */
public record ProductSuccession(
        String sku,
        String predecessor,
        double factor,
        YearMonth from,
        int phaseInMonths,
        String changedBy,
        Instant changedAt) {}
