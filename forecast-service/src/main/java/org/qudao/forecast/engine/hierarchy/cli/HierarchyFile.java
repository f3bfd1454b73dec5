package org.qudao.forecast.engine.hierarchy.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.hierarchy.Hierarchy;

/**
 * Series of one frequency in a long CSV file, and the places of the series in the trees in a second file.
 *
 * @param train per cell its history, and {@code test} what followed, if the file tells
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between files and engine
record HierarchyFile(Hierarchy hierarchy, int frequency, int horizon, double[][] train, double[][] test) {

    /** @param levels dimensions by comma, each from coarse to fine by slash: {@code State/Region,Purpose} */
    static HierarchyFile read(Path series, Path meta, String levels) throws IOException {
        Map<String, List<List<String>>> paths = paths(meta, levels);
        Map<String, Values> values = values(series);
        List<Hierarchy.Cell> cells = new ArrayList<>(values.size());
        List<double[]> train = new ArrayList<>(values.size());
        List<double[]> test = new ArrayList<>(values.size());
        for (Map.Entry<String, Values> entry : values.entrySet()) {
            List<List<String>> path = paths.get(entry.getKey());
            if (path == null) {
                throw new IOException(meta + " has no line for series " + entry.getKey());
            }
            cells.add(new Hierarchy.Cell(entry.getKey(), path));
            train.add(array(entry.getValue().train));
            test.add(array(entry.getValue().test));
        }
        Values any = values.values().stream().findFirst().orElseThrow(() -> new IOException(series + " has no series"));
        return new HierarchyFile(
                Hierarchy.of(cells),
                any.frequency,
                any.horizon,
                train.toArray(new double[0][]),
                test.toArray(new double[0][]));
    }

    private record Values(int frequency, int horizon, List<Double> train, List<Double> test) {}

    private static Map<String, Values> values(Path file) throws IOException {
        Map<String, Values> values = new LinkedHashMap<>();
        try (BufferedReader in = open(file)) {
            Columns columns = Columns.of(file, in.readLine());
            int id = columns.at("series_id");
            int frequency = columns.at("frequency");
            int horizon = columns.at("horizon");
            int split = columns.at("split");
            int value = columns.at("value");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                List<String> row = split(line);
                if (row.size() < columns.names.size()) {
                    throw new IOException(file + ": a line has too few columns: " + line);
                }
                Values of = values.computeIfAbsent(
                        row.get(id),
                        key -> new Values(
                                (int) number(row.get(frequency)),
                                (int) number(row.get(horizon)),
                                new ArrayList<>(),
                                new ArrayList<>()));
                (row.get(split).equals("train") ? of.train : of.test).add(number(row.get(value)));
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return values;
    }

    private static Map<String, List<List<String>>> paths(Path file, String levels) throws IOException {
        Map<String, List<List<String>>> paths = new LinkedHashMap<>();
        try (BufferedReader in = open(file)) {
            Columns columns = Columns.of(file, in.readLine());
            List<List<Integer>> dimensions = new ArrayList<>();
            for (String dimension : levels.split(",")) {
                List<Integer> path = new ArrayList<>();
                for (String level : dimension.split("/")) {
                    path.add(columns.at(level.strip()));
                }
                dimensions.add(path);
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    List<String> row = split(line);
                    paths.put(
                            row.get(columns.at("series_id")),
                            dimensions.stream()
                                    .map(path -> path.stream().map(row::get).toList())
                                    .toList());
                }
            }
        }
        return paths;
    }

    private record Columns(Path file, List<String> names) {
        static Columns of(Path file, @Nullable String head) throws IOException {
            if (head == null) {
                throw new IOException(file + " is empty");
            }
            return new Columns(file, split(head));
        }

        int at(String name) throws IOException {
            int at = names.indexOf(name);
            if (at < 0) {
                throw new IOException(file + " has no column " + name);
            }
            return at;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
    }

    private static double number(String text) {
        return text.isEmpty() || text.equals("NA") || text.equals("NaN") ? Double.NaN : Double.parseDouble(text);
    }

    /** One line of CSV; a quoted cell may hold commas and doubled quotes, but no line break. */
    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
