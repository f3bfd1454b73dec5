/** The inventory service: where goods are, for whom they are kept, and why. */
@NullMarked
package org.qudao.inventory;

import org.jspecify.annotations.NullMarked;
