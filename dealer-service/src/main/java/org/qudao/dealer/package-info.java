/**
 * The dealer service: network, territories, salespeople, targets, sales facts and attainment. Each package is a feature; the
 * packages named with a noun hold the model, those named with an activity hold the use cases.
 */
@NullMarked
package org.qudao.dealer;

import org.jspecify.annotations.NullMarked;
