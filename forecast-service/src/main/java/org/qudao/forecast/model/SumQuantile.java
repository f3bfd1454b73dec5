package org.qudao.forecast.model;

import java.util.List;

/**
 * What demand of several months together does not exceed with a probability, calibrated on how far such sums of similar series went beyond their
 * forecasts before.
 *
 * @param level the probability
 * @param units of the next 1, 2, … months together
 */
public record SumQuantile(double level, List<Double> units) {}
