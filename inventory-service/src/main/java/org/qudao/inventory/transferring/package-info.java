/** Headquarters moves goods between two places. */
@NullMarked
package org.qudao.inventory.transferring;

import org.jspecify.annotations.NullMarked;
