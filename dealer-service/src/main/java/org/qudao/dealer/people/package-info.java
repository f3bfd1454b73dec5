/** Salespeople and the regions they are assigned to over time. */
@NullMarked
package org.qudao.dealer.people;

import org.jspecify.annotations.NullMarked;
