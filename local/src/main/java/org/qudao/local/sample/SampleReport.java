package org.qudao.local.sample;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of a sample. */
public record SampleReport(String sample, List<Line> lines) {

    /**
     * One kind. Units are rows, or groups of rows that belong together (an order with its lines).
     *
     * @param rejectFile path at the gateway, or null when nothing was rejected
     * @param seconds includes the wait for events that this kind needs
     */
    public record Line(
            String kind,
            long rows,
            long units,
            long inserted,
            long updated,
            long unchanged,
            long rejected,
            @Nullable String rejectFile,
            double seconds) {

        public double rowsPerSecond() {
            return seconds > 0 ? rows / seconds : 0;
        }
    }

    /** For people, in columns. */
    public String table() {
        Line total = new Line(
                "total",
                sum(Line::rows),
                sum(Line::units),
                sum(Line::inserted),
                sum(Line::updated),
                sum(Line::unchanged),
                sum(Line::rejected),
                null,
                lines.stream().mapToDouble(Line::seconds).sum());
        String heading = "%-24s %9s %9s %9s %9s %9s %8s %9s%n"
                .formatted("kind", "rows", "inserted", "updated", "unchanged", "rejected", "seconds", "rows/s");
        String body = lines.stream().map(SampleReport::format).collect(Collectors.joining());
        String rejects = lines.stream()
                .filter(line -> line.rejectFile() != null)
                .map(line -> "rejects of %s: GET %s%n".formatted(line.kind(), line.rejectFile()))
                .collect(Collectors.joining());
        return heading + body + format(total) + rejects;
    }

    private long sum(java.util.function.ToLongFunction<Line> count) {
        return lines.stream().mapToLong(count).sum();
    }

    private static String format(Line line) {
        return String.format(
                Locale.ROOT,
                "%-24s %9d %9d %9d %9d %9d %8.1f %9.0f%n",
                line.kind(),
                line.rows(),
                line.inserted(),
                line.updated(),
                line.unchanged(),
                line.rejected(),
                line.seconds(),
                line.rowsPerSecond());
    }
}
