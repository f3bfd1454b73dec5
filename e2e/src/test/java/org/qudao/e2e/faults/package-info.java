/** What must hold when processes die, messages repeat and buyers race. */
@NullMarked
package org.qudao.e2e.faults;

import org.jspecify.annotations.NullMarked;
