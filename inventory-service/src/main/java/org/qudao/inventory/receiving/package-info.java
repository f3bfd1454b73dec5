/** Goods expected from production, and their arrival at a place. */
@NullMarked
package org.qudao.inventory.receiving;

import org.jspecify.annotations.NullMarked;
