package org.qudao.local.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a sample's tables the way the import would. */
final class Tables {

    private Tables() {}

    static List<Map<String, String>> read(Sample sample, String kind) {
        SampleTable table = sample.tables().stream()
                .filter(candidate -> candidate.kind().equals(kind))
                .findAny()
                .orElseThrow();
        try (Stream<List<String>> rows = table.rows().get()) {
            return rows.map(row -> named(table.header(), row)).toList();
        }
    }

    private static Map<String, String> named(List<String> header, List<String> row) {
        if (header.size() != row.size()) {
            throw new AssertionError(header + " does not fit " + row);
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            cells.put(header.get(i), row.get(i));
        }
        return cells;
    }
}
