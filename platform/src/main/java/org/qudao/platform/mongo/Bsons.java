package org.qudao.platform.mongo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * How values lie in documents: decimals as Decimal128, dates as ISO text ("2013-06-30": sorts and ranges, and no zone can move
 * it), instants as BSON dates (milliseconds).
 */
public final class Bsons {

    private Bsons() {}

    /** @throws NumberFormatException beyond 34 digits, which Decimal128 cannot hold exactly */
    public static Decimal128 decimal(BigDecimal value) {
        return new Decimal128(value);
    }

    public static @Nullable Decimal128 decimalOrNull(@Nullable BigDecimal value) {
        return value == null ? null : new Decimal128(value);
    }

    public static BigDecimal decimal(Document document, String field) {
        BigDecimal value = decimalOrNull(document, field);
        if (value == null) {
            throw new IllegalStateException("no decimal in field " + field);
        }
        return value;
    }

    public static @Nullable BigDecimal decimalOrNull(Document document, String field) {
        return toDecimal(document.get(field));
    }

    /** Whatever number an aggregation or a document holds, exactly. */
    public static @Nullable BigDecimal toDecimal(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Decimal128 decimal -> positiveZero(decimal);
            case BigDecimal decimal -> decimal;
            case Integer whole -> BigDecimal.valueOf(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Double floating -> BigDecimal.valueOf(floating);
            default -> throw new IllegalStateException("not a number: " + value.getClass());
        };
    }

    public static String date(LocalDate date) {
        return date.toString();
    }

    public static @Nullable String dateOrNull(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    public static LocalDate date(Document document, String field) {
        return LocalDate.parse(document.getString(field));
    }

    public static @Nullable LocalDate dateOrNull(Document document, String field) {
        String text = document.getString(field);
        return text == null ? null : LocalDate.parse(text);
    }

    public static Date instant(Instant instant) {
        return Date.from(instant);
    }

    public static @Nullable Date instantOrNull(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    public static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    public static @Nullable Instant instantOrNull(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static BigDecimal positiveZero(Decimal128 decimal) {
        // BigDecimal has no negative zero and Decimal128.bigDecimalValue() refuses to convert one.
        return decimal.isNegative() && decimal.getLow() == 0 && (decimal.getHigh() & 0x1FFFFFFFFFFFFL) == 0
                ? new BigDecimal(BigInteger.ZERO)
                : decimal.bigDecimalValue();
    }
}
