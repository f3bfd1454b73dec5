/** Month-end stock figures from before the ledger: kept as they came, shown, never mixed into it. */
@NullMarked
package org.qudao.inventory.history;

import org.jspecify.annotations.NullMarked;
