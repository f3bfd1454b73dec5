/**
 * The stock ledger as a model: accounts, movements between two accounts, and balances that never go below zero. Pure
 * decisions; storing and publishing happen elsewhere.
 */
@NullMarked
package org.qudao.inventory.stock;

import org.jspecify.annotations.NullMarked;
