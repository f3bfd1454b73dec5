/** The directory of places: declared by headquarters, imported, shown to each within the scope. */
@NullMarked
package org.qudao.inventory.places;

import org.jspecify.annotations.NullMarked;
