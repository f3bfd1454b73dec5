/** Technical parts that every service needs; no term of the trade lives here. */
@NullMarked
package org.qudao.platform;

import org.jspecify.annotations.NullMarked;
