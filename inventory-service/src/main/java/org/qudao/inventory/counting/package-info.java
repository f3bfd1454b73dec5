/** Book against physical: a count corrects the ledger by a movement from or to the differences, and says who counted when. */
@NullMarked
package org.qudao.inventory.counting;

import org.jspecify.annotations.NullMarked;
