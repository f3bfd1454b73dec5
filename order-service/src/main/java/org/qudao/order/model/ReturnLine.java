package org.qudao.order.model;

import java.math.BigDecimal;

/**
 * One line of a return.
 *
 * @param line of the order
 * @param quantity as requested, and approved with the return
 * @param unitPrice net price of a piece in the order
 * @param good came back and can be sold again
 * @param damaged came back and will be scrapped
 */
public record ReturnLine(
        int line, String sku, String productLine, int quantity, BigDecimal unitPrice, int good, int damaged) {

    public ReturnLine {
        if (quantity < 1 || good < 0 || damaged < 0 || good > quantity - damaged) {
            throw new IllegalArgumentException("no more comes back of line " + line + " than was requested");
        }
    }

    public static ReturnLine requested(OrderLine line, int quantity) {
        return new ReturnLine(line.line(), line.sku(), line.productLine(), quantity, line.unitPrice(), 0, 0);
    }

    public int received() {
        return good + damaged;
    }

    /** Good and damaged pieces alike: what they had cost. */
    public BigDecimal netAmount() {
        return unitPrice.multiply(BigDecimal.valueOf(received()));
    }

    ReturnLine inspected(int newGood, int newDamaged) {
        return new ReturnLine(line, sku, productLine, quantity, unitPrice, newGood, newDamaged);
    }
}
