/** Granting territories: give, end, ask who may sell what where and when, import. */
@NullMarked
package org.qudao.dealer.granting;

import org.jspecify.annotations.NullMarked;
