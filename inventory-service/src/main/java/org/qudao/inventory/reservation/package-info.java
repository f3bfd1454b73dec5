/**
 * What is kept for an order and what becomes of it, as a model: the latest news of the order sets the goal, the next step
 * follows from the state alone, so that repeated, late and reordered news end the same.
 */
@NullMarked
package org.qudao.inventory.reservation;

import org.jspecify.annotations.NullMarked;
