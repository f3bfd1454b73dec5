package org.qudao.forecast.engine.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link SeriesRows} one series at a time; rows of a series stand together, in any order. What is not of the split {@code train} is
 * never read into a series.
 */
final class SeriesFile implements Closeable {

    /** @param values of all periods from the first to the last of the history, NaN where missing */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between reader and engine
    record Entry(String id, int frequency, int horizon, double[] values) {}

    private final SeriesRows rows;
    private final Fingerprints done = new Fingerprints();
    private SeriesRows.@Nullable Row pending;

    SeriesFile(Path file) throws IOException {
        rows = SeriesRows.open(file);
        try {
            advance();
        } catch (IOException e) {
            rows.close();
            throw e;
        }
    }

    /** @return null after the last series */
    @Nullable
    Entry next() throws IOException {
        SeriesRows.Row first = pending;
        if (first == null) {
            return null;
        }
        if (!done.add(fingerprint(first.series()))) {
            throw rows.wrong("stands in two places: the rows of a series must stand together (" + first.series() + ")");
        }
        Timeline history = new Timeline();
        for (SeriesRows.Row row = first; row != null && row.series().equals(first.series()); row = pending) {
            if (row.frequency() != first.frequency() || row.horizon() != first.horizon()) {
                throw rows.wrong("has two frequencies or two horizons (" + row.series() + ")");
            }
            if (row.training()) {
                history.add(row.index(), row.value());
            }
            advance();
        }
        try {
            return new Entry(first.series(), first.frequency(), first.horizon(), history.values());
        } catch (IllegalArgumentException e) {
            throw new IOException("series " + first.series() + " " + e.getMessage(), e);
        }
    }

    /** Less memory than the names take. Two of a million names have the same with a chance of one in ten million. */
    private static long fingerprint(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
    }

    private void advance() throws IOException {
        pending = rows.next() ? rows.row() : null;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
