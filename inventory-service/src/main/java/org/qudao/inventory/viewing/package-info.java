/** Shows stock: by place and item, grouped, and explained down to its movements. */
@NullMarked
package org.qudao.inventory.viewing;

import org.jspecify.annotations.NullMarked;
