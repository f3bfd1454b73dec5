package org.qudao.local.sample;

import org.jspecify.annotations.Nullable;

/**
 * Nodes of a sample that are worth looking at through somebody's eyes.
 *
 * @param region for a regional manager
 * @param dealer an active dealer of that region with credit and much history
 * @param outlet null when the sample has none
 */
public record Personas(String region, String dealer, @Nullable String outlet) {}
