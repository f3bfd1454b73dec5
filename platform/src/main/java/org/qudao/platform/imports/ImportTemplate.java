package org.qudao.platform.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of a kind must look like.
 *
 * @param header the first line of the file
 * @param groupBy rows that follow each other with the same value in this column are stored or rejected together
 */
record ImportTemplate(
        String kind, String description, String header, @Nullable String groupBy, List<ColumnTemplate> columns) {

    /** @param type what a filled cell must look like, in words */
    record ColumnTemplate(String name, boolean required, String type, String description) {}

    static ImportTemplate of(RowImport<?> kind) {
        return new ImportTemplate(
                kind.kind(),
                kind.description(),
                Header.line(kind.columns()),
                kind.groupBy(),
                kind.columns().stream()
                        .map(column -> new ColumnTemplate(
                                column.name(), column.isRequired(), type(column), column.description()))
                        .toList());
    }

    private static String type(Column column) {
        String type =
                switch (column.type()) {
                    case Column.Type.Text text -> "text, at most %d characters".formatted(text.maxLength());
                    case Column.Type.Id id -> "identifier: 1 to 64 of letters, digits, dot, underscore, hyphen";
                    case Column.Type.Decimal decimal -> "decimal number with a dot";
                    case Column.Type.Whole whole -> "whole number";
                    case Column.Type.Date date -> "date like 2013-06-30";
                    case Column.Type.Flag flag -> "true or false";
                    case Column.Type.OneOf oneOf -> "one of " + String.join(", ", oneOf.words());
                };
        return switch (column.sign()) {
            case ANY -> type;
            case NOT_NEGATIVE -> type + ", zero or more";
            case POSITIVE -> type + ", more than zero";
        };
    }
}
