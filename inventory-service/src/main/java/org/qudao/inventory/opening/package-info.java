/** Opens the ledger: what is on hand on the day from which it counts. */
@NullMarked
package org.qudao.inventory.opening;

import org.jspecify.annotations.NullMarked;
