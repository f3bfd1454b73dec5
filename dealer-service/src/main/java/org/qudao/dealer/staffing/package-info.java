/** Salespeople and their regions over time: enter, assign, list, import. */
@NullMarked
package org.qudao.dealer.staffing;

import org.jspecify.annotations.NullMarked;
