/** Planning: setting targets, decomposing and publishing yearly plans, import of targets. */
@NullMarked
package org.qudao.dealer.planning;

import org.jspecify.annotations.NullMarked;
