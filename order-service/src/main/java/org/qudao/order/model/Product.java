package org.qudao.order.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What can be ordered.
 *
 * @param listPrice null when the product is not for sale (a part, a product announced)
 * @param dealerPrice null when dealers pay the list price
 * @param standardCost for headquarters' eyes only
 */
public record Product(
        String sku,
        String name,
        String productLine,
        String category,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal dealerPrice,
        @Nullable BigDecimal standardCost,
        String currency,
        Status status) {

    /** For products that nobody has put into a line or category. */
    public static final String UNASSIGNED = "UNASSIGNED";

    /** Whether new orders are taken. */
    public enum Status {
        /** Can be ordered. */
        ACTIVE,
        /** Stays in history; new orders are refused. */
        DISCONTINUED
    }

    /**
     * The unit price for a buyer of this channel: DISTRIBUTION pays the dealer price if there is one, else everybody the list price.
     * In whole minor units of the currency, so that orders, parts of them and returns can be paid to the end: half a unit counts up,
     * and what has a price costs one at least.
     */
    public @Nullable BigDecimal priceFor(Channel channel) {
        BigDecimal price = channel == Channel.DISTRIBUTION && dealerPrice != null ? dealerPrice : listPrice;
        return price == null ? null : payable(price);
    }

    private BigDecimal payable(BigDecimal price) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (price.stripTrailingZeros().scale() <= digits) {
            return price;
        }
        return price.setScale(digits, RoundingMode.HALF_UP).max(BigDecimal.ONE.movePointLeft(digits));
    }

    /** Equal in all fields, amounts by value: 1.50 is 1.5. */
    public boolean sameAs(Product other) {
        return sku.equals(other.sku)
                && name.equals(other.name)
                && productLine.equals(other.productLine)
                && category.equals(other.category)
                && same(listPrice, other.listPrice)
                && same(dealerPrice, other.dealerPrice)
                && same(standardCost, other.standardCost)
                && currency.equals(other.currency)
                && status == other.status;
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}
