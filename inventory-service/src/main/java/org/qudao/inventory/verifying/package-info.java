/** Checks the books: every balance against the ledger, and that goods are conserved. */
@NullMarked
package org.qudao.inventory.verifying;

import org.jspecify.annotations.NullMarked;
