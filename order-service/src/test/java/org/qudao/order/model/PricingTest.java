package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qudao.order.model.Pricing.LineRefusal;
import org.qudao.order.model.Pricing.LineRule;

class PricingTest {

    private static final Product SOLD = product("SOLD", "10", Product.Status.ACTIVE);
    private static final Product GONE = product("GONE", "10", Product.Status.DISCONTINUED);
    private static final Product UNPRICED = product("UNPRICED", null, Product.Status.ACTIVE);
    private static final Map<String, Product> PRODUCTS = Map.of("SOLD", SOLD, "GONE", GONE, "UNPRICED", UNPRICED);

    @Test
    void numbersTheLinesFromOneAndMultiplies() {
        Pricing.Result result = Pricing.price(
                List.of(new RequestedLine("SOLD", 3), new RequestedLine("SOLD", 2)), Channel.DIRECT, PRODUCTS);

        assertThat(result)
                .isEqualTo(new Pricing.Result.Priced(List.of(
                        OrderLine.ordered(1, SOLD, 3, BigDecimal.TEN), OrderLine.ordered(2, SOLD, 2, BigDecimal.TEN))));
        assertThat(Pricing.total(((Pricing.Result.Priced) result).lines())).isEqualByComparingTo("50");
    }

    @Test
    void refusesAllLinesThatCannotBeOrderedEachByItsNumber() {
        Pricing.Result result = Pricing.price(
                List.of(
                        new RequestedLine("SOLD", 1),
                        new RequestedLine("GONE", 1),
                        new RequestedLine("UNPRICED", 1),
                        new RequestedLine("NOPE", 1)),
                Channel.DIRECT,
                PRODUCTS);

        assertThat(result).isInstanceOfSatisfying(Pricing.Result.Refused.class, refused -> assertThat(refused.lines())
                .extracting(LineRefusal::line, LineRefusal::rule)
                .containsExactly(
                        tuple(2, LineRule.DISCONTINUED),
                        tuple(3, LineRule.NO_PRICE),
                        tuple(4, LineRule.UNKNOWN_PRODUCT)));
    }

    private static Product product(String sku, String price, Product.Status status) {
        return new Product(
                sku, "Bike", "Road", "Bikes", price == null ? null : new BigDecimal(price), null, null, "USD", status);
    }
}
