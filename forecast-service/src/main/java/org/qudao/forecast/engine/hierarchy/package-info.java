/**
 * Coherent forecasts: what is forecast for items, places and channels is reconciled so that every total is the sum of its
 * parts, in the mean and in every sample. Dense matrices of all nodes are never formed.
 */
@NullMarked
package org.qudao.forecast.engine.hierarchy;

import org.jspecify.annotations.NullMarked;
