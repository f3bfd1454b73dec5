/** Attainment: target against actual per partner and per salesperson, with rank and run rate. */
@NullMarked
package org.qudao.dealer.attaining;

import org.jspecify.annotations.NullMarked;
