package org.qudao.forecast.engine.hierarchy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qudao.forecast.engine.cli.CsvFile;
import org.qudao.forecast.engine.cli.SeriesRows;
import org.qudao.forecast.engine.cli.Timeline;
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
        Map<String, Values> all = values(series);
        if (all.isEmpty()) {
            throw new IOException(series + " has no series");
        }
        List<Hierarchy.Cell> cells = new ArrayList<>(all.size());
        for (String id : all.keySet()) {
            List<List<String>> path = paths.get(id);
            if (path == null) {
                throw new IOException(meta + " has no line for series " + id);
            }
            cells.add(new Hierarchy.Cell(id, path));
        }
        Values any = all.values().iterator().next();
        List<Timeline> train = all.values().stream().map(Values::train).toList();
        List<Timeline> test = all.values().stream().map(Values::test).toList();
        if (train.stream().allMatch(Timeline::isEmpty)) {
            throw new IOException(series + " has no row of the split train");
        }
        return new HierarchyFile(
                Hierarchy.of(cells),
                any.frequency,
                any.horizon,
                aligned(series, all, train),
                aligned(series, all, test));
    }

    private record Values(int frequency, int horizon, Timeline train, Timeline test) {}

    private static Map<String, Values> values(Path file) throws IOException {
        Map<String, Values> values = new LinkedHashMap<>();
        try (SeriesRows rows = SeriesRows.open(file)) {
            Values any = null;
            while (rows.next()) {
                SeriesRows.Row row = rows.row();
                Values of = values.computeIfAbsent(
                        row.series(), id -> new Values(row.frequency(), row.horizon(), new Timeline(), new Timeline()));
                any = any == null ? of : any;
                if (row.frequency() != any.frequency || row.horizon() != any.horizon) {
                    throw rows.wrong("must have the frequency and the horizon of the other series");
                }
                (row.training() ? of.train : of.test).add(row.index(), row.value());
            }
        }
        return values;
    }

    /** All from the earliest period of any to the latest, for sums are over the same periods. */
    private static double[][] aligned(Path file, Map<String, Values> all, List<Timeline> lines) throws IOException {
        List<Timeline> told = lines.stream().filter(line -> !line.isEmpty()).toList();
        int from = told.stream().mapToInt(Timeline::first).min().orElse(1);
        int to = told.stream().mapToInt(Timeline::last).max().orElse(0);
        double[][] values = new double[lines.size()][];
        int i = 0;
        for (String id : all.keySet()) {
            try {
                values[i] = lines.get(i).values(from, to);
                i++;
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": series " + id + " " + e.getMessage(), e);
            }
        }
        return values;
    }

    private static Map<String, List<List<String>>> paths(Path file, String levels) throws IOException {
        Map<String, List<List<String>>> paths = new LinkedHashMap<>();
        try (CsvFile meta = CsvFile.open(file)) {
            int series = meta.column("series_id");
            List<List<Integer>> dimensions = new ArrayList<>();
            for (String dimension : levels.split(",")) {
                List<Integer> path = new ArrayList<>();
                for (String level : dimension.split("/")) {
                    path.add(meta.column(level.strip()));
                }
                dimensions.add(path);
            }
            while (meta.next()) {
                List<List<String>> path = new ArrayList<>();
                for (List<Integer> dimension : dimensions) {
                    List<String> names = new ArrayList<>();
                    for (int level : dimension) {
                        names.add(meta.cell(level));
                    }
                    path.add(names);
                }
                paths.put(meta.cell(series), path);
            }
        }
        return paths;
    }
}
