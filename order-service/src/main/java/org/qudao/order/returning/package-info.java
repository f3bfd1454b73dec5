/** Dealers give unsold goods back: requested, approved, received and inspected, credited. */
@NullMarked
package org.qudao.order.returning;

import org.jspecify.annotations.NullMarked;
