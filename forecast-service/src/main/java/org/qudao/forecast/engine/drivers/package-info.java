/**
 * What moves demand beside its own past: campaigns and prices, stock-outs, new items and successors. Pure functions around the
 * forecast engine: a history is cleaned, forecast, and what was taken out is put on again; the answer says what was adjusted.
 */
@NullMarked
package org.qudao.forecast.engine.drivers;

import org.jspecify.annotations.NullMarked;
