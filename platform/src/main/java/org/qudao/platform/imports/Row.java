package org.qudao.platform.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row whose cells all have their declared type. The plain getters are for required columns; the {@code …OrNull} ones answer
 * null for an empty cell or a column that the file left out.
 */
public final class Row {

    private final long number;
    private final Map<String, Object> values;
    private final Map<String, String> cells;
    private final List<Reject> rejects = new ArrayList<>();

    Row(long number, Map<String, Object> values, Map<String, String> cells) {
        this.number = number;
        this.values = values;
        this.cells = cells;
    }

    /**
     * Makes a row as the import would, for tests of {@link RowImport#read}.
     *
     * @throws IllegalArgumentException if a cell has not the type of its column
     */
    public static Row of(long number, List<Column> columns, Map<String, String> cells) {
        Map<String, Object> values = new HashMap<>();
        List<Reject> rejects = new ArrayList<>();
        for (Column column : columns) {
            Cells.read(number, column, cells.getOrDefault(column.name(), ""), values, rejects);
        }
        if (!rejects.isEmpty()) {
            throw new IllegalArgumentException(rejects.toString());
        }
        return new Row(number, values, cells);
    }

    /** As a spreadsheet counts: the header is row 1, a blank line is a row, a line break inside of a cell begins none. */
    public long number() {
        return number;
    }

    public String text(String column) {
        return required(column, String.class);
    }

    public @Nullable String textOrNull(String column) {
        return String.class.cast(values.get(column));
    }

    public BigDecimal decimal(String column) {
        return required(column, BigDecimal.class);
    }

    public @Nullable BigDecimal decimalOrNull(String column) {
        return BigDecimal.class.cast(values.get(column));
    }

    public long integer(String column) {
        return required(column, Long.class);
    }

    public @Nullable Long integerOrNull(String column) {
        return Long.class.cast(values.get(column));
    }

    public LocalDate date(String column) {
        return required(column, LocalDate.class);
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return LocalDate.class.cast(values.get(column));
    }

    /** An empty cell is false. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) {
        String name = textOrNull(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    /**
     * Notes that the row, and so its whole unit, is wrong. Go on to find more, or throw the result to stop at once.
     *
     * @param rule stable word in kebab case
     * @param message what would be right, for a person
     */
    public RowRejected reject(String column, String rule, String message) {
        rejects.add(new Reject(number, column, rule, cell(column), message));
        return new RowRejected(message);
    }

    List<Reject> rejects() {
        return rejects;
    }

    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    private <T> T required(String column, Class<T> type) {
        Object value = values.get(column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is not declared as required");
        }
        return type.cast(value);
    }
}
