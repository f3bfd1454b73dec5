package org.qudao.order.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which unsold goods a dealer may give back.
 *
 * @param windowDays days after the delivery within which a return may be requested
 * @param share of the delivered pieces of a line, over all returns of the order; rounded down to whole pieces
 */
public record ReturnPolicy(int windowDays, BigDecimal share) {

    public ReturnPolicy {
        if (windowDays < 0 || share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("the window is 0 days or more, the share lies between 0 and 1");
        }
    }

    /**
     * @param pieces by line
     * @return null when the order allows it, otherwise why not and what to do
     */
    public @Nullable Receipt objection(Order order, Map<Integer, Integer> pieces, LocalDate on) {
        Receipt objection = objection(order, on);
        if (objection != null) {
            return objection;
        }
        for (OrderLine line : order.lines()) {
            Integer asked = pieces.get(line.line());
            if (asked != null && asked + order.returned().of(line.line()) > atMost(line)) {
                return tooMany(order, line, asked);
            }
        }
        return null;
    }

    private @Nullable Receipt objection(Order order, LocalDate on) {
        if (order.history()) {
            return refused(order, "RETURN.HISTORY_ORDER", "It is history: settle it where it was ordered.");
        }
        if (order.parties().channel() != Channel.DISTRIBUTION) {
            return refused(
                    order,
                    "RETURN.DIRECT_CHANNEL",
                    "The goods are with the end customer; only what a dealer has on stock is returned.");
        }
        LocalDate deliveredOn = order.dates().deliveredOn();
        if (!order.isDelivered() || deliveredOn == null) {
            return refused(order, "RETURN.NOT_DELIVERED", "Wait for the delivery, or cancel the order.");
        }
        LocalDate lastDay = deliveredOn.plusDays(windowDays);
        if (on.isAfter(lastDay)) {
            return Receipt.of(
                    "RETURN.WINDOW",
                    "Sell the goods, or ask headquarters to move them to another dealer.",
                    "order",
                    order.number(),
                    "deliveredOn",
                    deliveredOn.toString(),
                    "windowDays",
                    String.valueOf(windowDays),
                    "lastDay",
                    lastDay.toString());
        }
        if (order.returned().isFull()) {
            return refused(
                    order,
                    "RETURN.TOO_MANY",
                    "An order has at most " + ReturnClaims.MAX_RETURNS + " returns, withdrawn ones included.");
        }
        return null;
    }

    private int atMost(OrderLine line) {
        return share.multiply(BigDecimal.valueOf(line.shipped()))
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
    }

    private Receipt tooMany(Order order, OrderLine line, int asked) {
        int returned = order.returned().of(line.line());
        int left = Math.max(0, atMost(line) - returned);
        return Receipt.of(
                "RETURN.SHARE",
                left == 0 ? "Nothing more of this line can be returned." : "Return at most " + left + " of this line.",
                "order",
                order.number(),
                "sku",
                line.sku(),
                "delivered",
                String.valueOf(line.shipped()),
                "share",
                share.toPlainString(),
                "returned",
                String.valueOf(returned),
                "requested",
                String.valueOf(asked));
    }

    private static Receipt refused(Order order, String rule, String remedy) {
        return Receipt.of(
                rule, remedy, "order", order.number(), "status", order.status().name());
    }
}
