/** Goods that dealers gave back: onto the warehouse's stock or scrapped. */
@NullMarked
package org.qudao.inventory.returning;

import org.jspecify.annotations.NullMarked;
