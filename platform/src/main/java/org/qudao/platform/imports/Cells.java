package org.qudao.platform.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qudao.platform.imports.Column.Type;
import org.qudao.platform.web.Ids;

/** Turns the text of a cell into the value that its column declares, or into a reject. */
final class Cells {

    /** What the decoder puts where the bytes are not UTF-8. */
    static final char NOT_UTF_8 = '\uFFFD';

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,10})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Cells() {}

    /** Adds either to the values or to the rejects; an empty optional cell to neither. */
    static void read(long row, Column column, String raw, Map<String, Object> values, List<Reject> rejects) {
        String cell = raw.strip();
        if (raw.indexOf(NOT_UTF_8) >= 0) {
            rejects.add(new Reject(row, column.name(), "encoding", raw, "the file must be UTF-8"));
        } else if (cell.isEmpty()) {
            if (column.isRequired()) {
                rejects.add(new Reject(row, column.name(), "required", "", "must not be empty"));
            }
        } else {
            switch (parse(column, cell)) {
                case Parsed.Right right -> values.put(column.name(), right.value());
                case Parsed.Wrong wrong ->
                    rejects.add(new Reject(row, column.name(), wrong.rule(), raw, wrong.message()));
            }
        }
    }

    private static Parsed parse(Column column, String cell) {
        return switch (column.type()) {
            case Type.Text text -> text(cell, text.maxLength());
            case Type.Id id -> Ids.valid(cell) ? new Parsed.Right(cell) : new Parsed.Wrong("id", Ids.RULE);
            case Type.Decimal decimal ->
                DECIMAL.matcher(cell).matches()
                        ? signed(column, new BigDecimal(cell).signum(), new BigDecimal(cell))
                        : new Parsed.Wrong(
                                "decimal", "a number like 1234.56: at most 18 digits, a dot, at most 10 digits");
            case Type.Whole whole ->
                WHOLE.matcher(cell).matches()
                        ? signed(column, Long.signum(Long.parseLong(cell)), Long.valueOf(cell))
                        : new Parsed.Wrong("integer", "a whole number like 42, at most 18 digits");
            case Type.Date date -> date(cell);
            case Type.Flag flag ->
                cell.equals("true") || cell.equals("false")
                        ? new Parsed.Right(Boolean.valueOf(cell))
                        : new Parsed.Wrong("flag", "true or false");
            case Type.OneOf oneOf ->
                oneOf.words().contains(cell)
                        ? new Parsed.Right(cell)
                        : new Parsed.Wrong("one-of", "one of " + String.join(", ", oneOf.words()));
        };
    }

    private static Parsed text(String cell, int maxLength) {
        if (cell.length() > maxLength) {
            return new Parsed.Wrong("length", "at most %d characters".formatted(maxLength));
        }
        return CONTROL.matcher(cell).find()
                ? new Parsed.Wrong("control-character", "no control characters but tabs and line ends")
                : new Parsed.Right(cell);
    }

    private static Parsed signed(Column column, int signum, Object value) {
        return switch (column.sign()) {
            case ANY -> new Parsed.Right(value);
            case NOT_NEGATIVE -> signum >= 0 ? new Parsed.Right(value) : new Parsed.Wrong("negative", "zero or more");
            case POSITIVE -> signum > 0 ? new Parsed.Right(value) : new Parsed.Wrong("not-positive", "more than zero");
        };
    }

    private static Parsed date(String cell) {
        if (DATE.matcher(cell).matches()) {
            try {
                return new Parsed.Right(LocalDate.parse(cell));
            } catch (DateTimeParseException impossibleDay) {
                return new Parsed.Wrong("date", "this day is not in the calendar");
            }
        }
        return new Parsed.Wrong("date", "a date like 2013-06-30");
    }

    private sealed interface Parsed {
        record Right(Object value) implements Parsed {}

        record Wrong(String rule, String message) implements Parsed {}
    }
}
