package org.qudao.platform.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Dates and months in requests: ISO 8601 with a year from 0001 to 9999. Java by itself also reads {@code +999999999-12-31}, a day that
 * has no tomorrow, so that every sum with it would fail.
 */
final class CalendarText {

    private static final int YEAR_DIGITS = 4;

    private CalendarText() {}

    /** @throws DateTimeParseException for anything but {@code 2026-01-31} */
    static LocalDate date(String text) {
        return fourDigits(text, LocalDate::parse);
    }

    /** @throws DateTimeParseException for anything but {@code 2026-01} */
    static YearMonth month(String text) {
        return fourDigits(text, YearMonth::parse);
    }

    private static <T extends TemporalAccessor> T fourDigits(String text, Function<String, T> parse) {
        T parsed = parse.apply(text);
        if (text.indexOf('-') != YEAR_DIGITS || parsed.get(ChronoField.YEAR) < 1) {
            throw new DateTimeParseException("the year has to be from 0001 to 9999", text, 0);
        }
        return parsed;
    }

    /** Reads them in JSON. */
    static JacksonModule inJson() {
        return new SimpleModule("calendar")
                .addDeserializer(LocalDate.class, new Reader<>(LocalDate.class, CalendarText::date))
                .addDeserializer(YearMonth.class, new Reader<>(YearMonth.class, CalendarText::month));
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {

        private final Class<T> type;
        private final Function<String, T> parse;

        Reader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(context.constructType(type), parser));
            }
            String text = parser.getString();
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                return type.cast(context.handleWeirdStringValue(type, text, "no day or month of the calendar"));
            }
        }
    }
}
