package org.qudao.forecast.engine.replenishment;

import java.util.List;

/**
 * The result for one item.
 *
 * @param quantity to order now, 0 when nothing is due
 * @param steps the calculation in order, the last one giving {@code quantity}
 */
public record Plan(
        double safetyStock, double reorderPoint, double orderUpTo, long position, long quantity, List<Step> steps) {}
