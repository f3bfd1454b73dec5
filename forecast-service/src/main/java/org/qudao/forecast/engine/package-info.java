/**
 * The forecast engine: arrays in, forecasts with intervals, route and measured accuracy out. It knows no framework, is
 * deterministic and never fails on a series.
 */
@NullMarked
package org.qudao.forecast.engine;

import org.jspecify.annotations.NullMarked;
