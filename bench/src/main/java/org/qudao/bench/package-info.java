/** Load and comparison programs. They print figures and a ratio to a baseline measured in the same run; they assert nothing. */
@NullMarked
package org.qudao.bench;

import org.jspecify.annotations.NullMarked;
