/** Which places a caller may see; asked by every query and every act on a place. */
@NullMarked
package org.qudao.inventory.scoping;

import org.jspecify.annotations.NullMarked;
