package org.qudao.forecast.engine;

/**
 * A model's part in a combined forecast.
 *
 * @param weight share of the combination; 0 when the model lost the backtest
 * @param error its error in the backtest divided by that of the in-sample seasonal naive; NaN is never given, −1 means not measured
 */
public record Member(String model, double weight, double error) {}
