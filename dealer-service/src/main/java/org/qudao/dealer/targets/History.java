package org.qudao.dealer.targets;

import java.math.BigDecimal;

/** What a node itself sold in a month of the basis year, in the measure of the plan. */
@FunctionalInterface
public interface History {
    /** @param month 1 to 12 */
    BigDecimal soldBy(String nodeId, int month);
}
