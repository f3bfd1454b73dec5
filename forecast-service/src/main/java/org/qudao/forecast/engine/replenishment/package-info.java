/**
 * Replenishment arithmetic: from forecast demand, its error and the stock position to a proposed order, every number with
 * its formula and inputs so that a planner can redo it on paper.
 */
@NullMarked
package org.qudao.forecast.engine.replenishment;

import org.jspecify.annotations.NullMarked;
