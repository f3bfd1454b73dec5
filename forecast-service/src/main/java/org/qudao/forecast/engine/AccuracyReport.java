package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Backtests of many series by segment and by step. Memory does not grow with the number of series: those of one series are
 * its own {@link Forecast#measures()}.
 */
public final class AccuracyReport {
    private record Key(String segment, int step) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySegment = segment.compareTo(other.segment);
            return bySegment != 0 ? bySegment : Integer.compare(step, other.step);
        }
    }

    /** @param step periods after the origin, 0 for all steps together */
    public record Row(String segment, int step, Measures measures) {}

    private final Map<Key, ErrorSums> sums = new TreeMap<>();

    /** @param segment what the series counts to, such as a product group, an outlet or a route */
    public void add(String segment, Forecast forecast) {
        forecast.compare((step, actual, point, scale, squaredScale) -> {
            sums(segment, 0).add(actual, point, scale, squaredScale);
            sums(segment, step).add(actual, point, scale, squaredScale);
        });
    }

    private ErrorSums sums(String segment, int step) {
        return sums.computeIfAbsent(new Key(segment, step), k -> new ErrorSums());
    }

    /** By segment, all steps together first. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(sums.size());
        sums.forEach((key, sum) -> rows.add(new Row(key.segment, key.step, sum.measures())));
        return rows;
    }
}
