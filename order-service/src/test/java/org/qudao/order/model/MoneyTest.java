package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void amountsAreBoundedInSizeAndDecimals() {
        assertThat(Money.plausible(Money.MAX)).isTrue();
        assertThat(Money.plausible(Money.MAX.negate())).isTrue();
        assertThat(Money.plausible(Money.MAX.add(new BigDecimal("0.01")))).isFalse();
        assertThat(Money.plausible(new BigDecimal("0.123456"))).isTrue();
        assertThat(Money.plausible(new BigDecimal("0.1234560"))).isTrue();
        assertThat(Money.plausible(new BigDecimal("0.1234567"))).isFalse();
    }

    @Test
    void amountsInRialFit() {
        assertThat(Money.plausible(new BigDecimal("999999999999999.999999"))).isTrue();
        assertThat(Money.MAX.precision()).isEqualTo(Money.MAX_DIGITS);
    }

    @Test
    void isWrittenWithTwoDecimalsAtLeast() {
        assertThat(Money.text(new BigDecimal("1E+3"))).isEqualTo("1000.00");
        assertThat(Money.text(new BigDecimal("2.50"))).isEqualTo("2.50");
        assertThat(Money.text(new BigDecimal("0.1250"))).isEqualTo("0.125");
    }

    @Test
    void aLimitIsNotNegative() {
        assertThat(Money.notNegative("limit", BigDecimal.ZERO)).isZero();
        assertThatThrownBy(() -> Money.notNegative("limit", new BigDecimal("-0.01")))
                .hasMessageContaining("limit");
    }
}
