package org.qudao.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

class BsonsTest {

    @Test
    void decimalsComeBackAsTheyWere() {
        for (String text :
                new String[] {"0", "0.00", "-0.01", "80450596.9823", "1234567890123456789012345678.901234"}) {
            Document document = new Document("amount", Bsons.decimal(new BigDecimal(text)));
            assertThat(Bsons.decimal(document, "amount")).isEqualTo(new BigDecimal(text));
        }
    }

    @Test
    void negativeZeroOfAnAggregationIsZero() {
        Document document = new Document("amount", Decimal128.NEGATIVE_ZERO);
        assertThat(Bsons.decimal(document, "amount")).isEqualByComparingTo("0");
    }

    @Test
    void refusesWhatDecimal128CannotHoldExactly() {
        assertThatThrownBy(() -> Bsons.decimal(new BigDecimal("1".repeat(35) + ".5")))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void datesAreTextThatSortsAsTheCalendar() {
        assertThat(Bsons.date(LocalDate.of(2013, 9, 28)))
                .isEqualTo("2013-09-28")
                .isGreaterThan("2013-06-30");
        assertThat(Bsons.date(new Document("on", "2012-02-29"), "on")).isEqualTo(LocalDate.of(2012, 2, 29));
        assertThat(Bsons.dateOrNull(new Document(), "on")).isNull();
    }
}
