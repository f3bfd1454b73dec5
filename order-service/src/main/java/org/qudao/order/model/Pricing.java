package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns requested lines into priced ones, or says for every line that cannot be priced why and what to do. */
public final class Pricing {

    /** Rules by which a line is refused; the names are stable. */
    public enum LineRule {
        /** There is no such product. */
        UNKNOWN_PRODUCT,
        /** The product is no longer sold. */
        DISCONTINUED,
        /** The product has no price for the buyer's channel. */
        NO_PRICE
    }

    /** Why one line is refused. */
    public record LineRefusal(int line, String sku, LineRule rule, String message, String remedy) {}

    /** Every line priced, or at least one refused. */
    public sealed interface Result {
        /** All lines have a price. */
        record Priced(List<OrderLine> lines) implements Result {}

        /** Some lines cannot be ordered; all of them are listed. */
        record Refused(List<LineRefusal> lines) implements Result {}
    }

    private Pricing() {}

    public static Result price(List<RequestedLine> requested, Channel channel, Map<String, Product> products) {
        List<OrderLine> priced = new ArrayList<>(requested.size());
        List<LineRefusal> refused = new ArrayList<>();
        int number = 0;
        for (RequestedLine line : requested) {
            number++;
            Product product = products.get(line.sku());
            if (product == null) {
                refused.add(new LineRefusal(
                        number,
                        line.sku(),
                        LineRule.UNKNOWN_PRODUCT,
                        "There is no product " + line.sku() + ".",
                        "Check the sku."));
                continue;
            }
            if (product.status() == Product.Status.DISCONTINUED) {
                refused.add(new LineRefusal(
                        number,
                        line.sku(),
                        LineRule.DISCONTINUED,
                        product.name() + " is no longer sold.",
                        "Leave the line out or order a successor."));
                continue;
            }
            BigDecimal price = product.priceFor(channel);
            if (price == null) {
                refused.add(new LineRefusal(
                        number,
                        line.sku(),
                        LineRule.NO_PRICE,
                        product.name() + " has no price for the " + channel + " channel.",
                        "Ask headquarters to set a price."));
                continue;
            }
            priced.add(OrderLine.ordered(number, product, line.quantity(), price));
        }
        return refused.isEmpty() ? new Result.Priced(priced) : new Result.Refused(refused);
    }

    public static BigDecimal total(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::netAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
