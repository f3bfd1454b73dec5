/** Targets: what they are, how a yearly target is decomposed to the last unit, and how much of it falls into a period. */
@NullMarked
package org.qudao.dealer.targets;

import org.jspecify.annotations.NullMarked;
