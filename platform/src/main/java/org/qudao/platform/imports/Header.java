package org.qudao.platform.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;

/** Where the declared columns are in this file. */
final class Header {

    private final int width;
    private final Map<Column, Integer> positions;

    private Header(int width, Map<Column, Integer> positions) {
        this.width = width;
        this.positions = positions;
    }

    /**
     * @param names the file's first row
     * @throws Refusal listing all that is missing, unknown or there twice, with the header as it should be
     */
    static Header of(List<String> names, List<Column> columns) {
        Map<String, Column> declared = new LinkedHashMap<>();
        columns.forEach(column -> declared.put(column.name(), column));

        Set<String> duplicate = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Map<Column, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Column column = declared.get(name);
            if (column == null) {
                unknown.add(name);
            } else if (!seen.add(name)) {
                duplicate.add(name);
            } else {
                positions.put(column, i);
            }
        }
        List<String> missing = columns.stream()
                .filter(column -> column.isRequired() && !seen.contains(column.name()))
                .map(Column::name)
                .toList();

        if (!missing.isEmpty() || !unknown.isEmpty() || !duplicate.isEmpty()) {
            throw wrong(missing, unknown, duplicate, line(columns), names);
        }
        return new Header(names.size(), positions);
    }

    /** The complete header row of a kind. */
    static String line(List<Column> columns) {
        return String.join(",", columns.stream().map(Column::name).toList());
    }

    int width() {
        return width;
    }

    /** The declared columns that the file has, each with its position in the row. */
    Map<Column, Integer> positions() {
        return positions;
    }

    private static Refusal wrong(
            List<String> missing, Set<String> unknown, Set<String> duplicate, String right, List<String> names) {
        List<String> faults = new ArrayList<>();
        if (!missing.isEmpty()) {
            faults.add("missing: " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            faults.add("unknown: " + String.join(", ", unknown));
        }
        if (!duplicate.isEmpty()) {
            faults.add("there twice: " + String.join(", ", duplicate));
        }
        if (names.size() == 1
                && (names.getFirst().indexOf(';') >= 0 || names.getFirst().indexOf('\t') >= 0)) {
            faults.add("columns must be separated by commas");
        }
        return new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "wrong-header",
                        "The header row is wrong",
                        "Columns " + String.join("; ", faults) + ". The header is: " + right)
                .with("missing", missing)
                .with("unknown", unknown)
                .with("duplicate", duplicate)
                .with("header", right);
    }
}
