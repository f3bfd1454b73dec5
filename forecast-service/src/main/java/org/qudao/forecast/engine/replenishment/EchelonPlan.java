package org.qudao.forecast.engine.replenishment;

import java.util.List;

/**
 * The result for a place of several echelons.
 *
 * @param plan its safety stock, levels and position are those of the echelon: here and below together
 * @param steps the calculation, with that of the allocation
 * @param allocated what the supplier can give now, at most {@code plan.quantity()}; for the topmost place the whole quantity
 */
public record EchelonPlan(String place, Plan plan, List<Step> steps, long allocated, List<EchelonPlan> supplied) {}
