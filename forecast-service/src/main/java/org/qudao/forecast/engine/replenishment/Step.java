package org.qudao.forecast.engine.replenishment;

/**
 * One line of the calculation.
 *
 * @param name what is computed, such as {@code safetyStock}
 * @param formula in symbols
 * @param inputs the formula with the numbers put in
 */
public record Step(String name, String formula, String inputs, double value) {}
