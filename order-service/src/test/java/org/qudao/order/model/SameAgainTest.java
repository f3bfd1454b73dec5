package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told again is recognised, and nothing else is: each field alone makes a difference. */
class SameAgainTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-15");

    @Test
    void aProductIsTheSameWhenAllIsAmountsByValue() {
        Product product = product("S", "Seat", "Road", "Parts", "10", "6", null, "USD", Product.Status.ACTIVE);

        assertThat(product.sameAs(
                        product("S", "Seat", "Road", "Parts", "10.0", "6.00", null, "USD", Product.Status.ACTIVE)))
                .isTrue();
        assertThat(List.of(
                        product("T", "Seat", "Road", "Parts", "10", "6", null, "USD", Product.Status.ACTIVE),
                        product("S", "Sattel", "Road", "Parts", "10", "6", null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Town", "Parts", "10", "6", null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Seats", "10", "6", null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "11", "6", null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "10", "7", null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "10", null, null, "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "10", "6", "5", "USD", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "10", "6", null, "EUR", Product.Status.ACTIVE),
                        product("S", "Seat", "Road", "Parts", "10", "6", null, "USD", Product.Status.DISCONTINUED)))
                .noneMatch(product::sameAs)
                .noneMatch(other -> other.sameAs(product));
    }

    @Test
    void aPaymentIsTheSameWhenTheSenderSaysTheSameHoweverFarItIs() {
        Payment payment = Payment.received("P", "D1", new BigDecimal("10"), "O1", DAY, "USD");

        assertThat(payment.sameRequestAs(Payment.received("P", "D1", new BigDecimal("10.00"), "O1", DAY, "USD")
                        .applied(new AppliedPayment("P", Map.of("O1", BigDecimal.TEN), BigDecimal.ZERO))))
                .isTrue();
        assertThat(List.of(
                        Payment.received("Q", "D1", BigDecimal.TEN, "O1", DAY, "USD"),
                        Payment.received("P", "D2", BigDecimal.TEN, "O1", DAY, "USD"),
                        Payment.received("P", "D1", BigDecimal.ONE, "O1", DAY, "USD"),
                        Payment.received("P", "D1", BigDecimal.TEN, null, DAY, "USD"),
                        Payment.received("P", "D1", BigDecimal.TEN, "O1", DAY.plusDays(1), "USD"),
                        Payment.received("P", "D1", BigDecimal.TEN, "O1", DAY, "EUR")))
                .noneMatch(payment::sameRequestAs);
        Payment anyOrder = Payment.received("P", "D1", BigDecimal.TEN, null, DAY, "USD");
        assertThat(anyOrder.sameRequestAs(Payment.recorded("P", "D1", BigDecimal.TEN, DAY, "USD")))
                .as("history is another request")
                .isFalse();
    }

    @Test
    void aPaymentIsMoreThanNothingAndIsSortedByDayThenId() {
        assertThatThrownBy(() -> Payment.received("P", "D1", BigDecimal.ZERO, null, DAY, "USD"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Payment.received("P", "D1", BigDecimal.ONE, null, DAY, "USD").cursor())
                .isEqualTo("2026-01-15|P");
    }

    private static Product product(
            String sku,
            String name,
            String line,
            String category,
            String list,
            String dealer,
            String cost,
            String currency,
            Product.Status status) {
        return new Product(sku, name, line, category, money(list), money(dealer), money(cost), currency, status);
    }

    private static BigDecimal money(String amount) {
        return amount == null ? null : new BigDecimal(amount);
    }
}
