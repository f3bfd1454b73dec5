/** Organising the network: create, move, rename, tier, change of state, lists, history, import; keeping paths in line after a move. */
@NullMarked
package org.qudao.dealer.organising;

import org.jspecify.annotations.NullMarked;
