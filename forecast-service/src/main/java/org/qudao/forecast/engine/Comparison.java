package org.qudao.forecast.engine;

/** Takes what was forecast at an origin, and what came. */
@FunctionalInterface
interface Comparison {
    void compare(int step, double actual, ForecastPoint point, double scale, double squaredScale);
}
