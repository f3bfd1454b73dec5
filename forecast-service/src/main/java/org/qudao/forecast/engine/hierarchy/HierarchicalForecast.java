package org.qudao.forecast.engine.hierarchy;

import java.util.List;
import org.qudao.forecast.engine.ForecastPoint;

/**
 * Coherent forecasts of all nodes.
 *
 * @param choice the method and why
 * @param points per node, in the order of the hierarchy, a point per step; means add up, and bounds are quantiles of samples that
 *     add up
 */
public record HierarchicalForecast(MethodChoice choice, List<List<ForecastPoint>> points) {}
