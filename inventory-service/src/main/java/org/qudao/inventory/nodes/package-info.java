/** Keeps the view of the network up to date. */
@NullMarked
package org.qudao.inventory.nodes;

import org.jspecify.annotations.NullMarked;
