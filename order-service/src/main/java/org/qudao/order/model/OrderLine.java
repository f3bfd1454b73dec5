package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * One line of an order.
 *
 * @param line 1-based position, stable for the life of the order
 * @param quantity as ordered
 * @param netAmount what the buyer owes: quantity × unit price, until a short shipment lowers it to shipped × unit price
 * @param sourced reserved for this line right now
 * @param shipped left the warehouse
 * @param shortShipped ordered but never to be shipped by this order
 */
public record OrderLine(
        int line,
        String sku,
        String productLine,
        int quantity,
        BigDecimal unitPrice,
        BigDecimal netAmount,
        int sourced,
        int shipped,
        int shortShipped,
        List<Source> sources) {

    /** One order carries at most so many pieces of one product. */
    public static final int MAX_QUANTITY = 1_000_000;

    public OrderLine {
        if (line < 1 || quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("line and quantity start at 1; at most " + MAX_QUANTITY + " pieces");
        }
        if (sourced < 0 || sourced > quantity || shipped < 0 || shortShipped < 0 || shipped + shortShipped > quantity) {
            throw new IllegalArgumentException("line " + line + " cannot serve more than was ordered");
        }
        sources = List.copyOf(sources);
    }

    public static OrderLine ordered(int line, Product product, int quantity, BigDecimal unitPrice) {
        return new OrderLine(
                line,
                product.sku(),
                product.productLine(),
                quantity,
                unitPrice,
                unitPrice.multiply(BigDecimal.valueOf(quantity)),
                0,
                0,
                0,
                List.of());
    }

    /** What the line cost when it was ordered, whatever happened since. */
    public BigDecimal orderedAmount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    OrderLine allocated(int reserved, List<Source> from) {
        return new OrderLine(
                line, sku, productLine, quantity, unitPrice, netAmount, reserved, shipped, shortShipped, from);
    }

    OrderLine released() {
        return allocated(0, List.of());
    }

    OrderLine shippedAsSourced() {
        int missing = quantity - sourced;
        BigDecimal owed = missing == 0 ? netAmount : unitPrice.multiply(BigDecimal.valueOf(sourced));
        return new OrderLine(line, sku, productLine, quantity, unitPrice, owed, sourced, sourced, missing, sources);
    }
}
