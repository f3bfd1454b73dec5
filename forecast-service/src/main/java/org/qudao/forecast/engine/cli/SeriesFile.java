package org.qudao.forecast.engine.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the long CSV {@code series_id,period,frequency,horizon,split,index,value} one series at a time; rows of a series
 * stand together. Rows of the split {@code test} are never read into a series.
 */
final class SeriesFile implements Closeable {
    private static final List<String> COLUMNS = List.of("series_id", "frequency", "horizon", "split", "value");

    /** @param values training values, NaN where missing */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between reader and engine
    record Entry(String id, int frequency, int horizon, double[] values) {}

    private final BufferedReader reader;
    private final int[] column;
    private @Nullable String @Nullable [] pending;
    private long line = 1;

    SeriesFile(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in, 1 << 16);
        }
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        String head = reader.readLine();
        if (head == null) {
            throw new IOException(file + " is empty");
        }
        List<String> names = Arrays.stream(head.split(",")).map(String::strip).toList();
        column = new int[COLUMNS.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = names.indexOf(COLUMNS.get(i));
            if (column[i] < 0) {
                throw new IOException(file + " has no column " + COLUMNS.get(i));
            }
        }
        pending = row();
    }

    @Nullable
    Entry next() throws IOException {
        if (pending == null) {
            return null;
        }
        String id = cell(pending, 0);
        int frequency = (int) number(pending, 1);
        int horizon = (int) number(pending, 2);
        double[] values = new double[64];
        int n = 0;
        while (pending != null && cell(pending, 0).equals(id)) {
            if (cell(pending, 3).equals("train")) {
                if (n == values.length) {
                    values = Arrays.copyOf(values, 2 * n);
                }
                values[n++] = number(pending, 4);
            }
            pending = row();
        }
        return new Entry(id, frequency, horizon, Arrays.copyOf(values, n));
    }

    private @Nullable String @Nullable [] row() throws IOException {
        String text = reader.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = reader.readLine();
            line++;
        }
        return text == null ? null : text.split(",", -1);
    }

    private String cell(@Nullable String[] row, int which) throws IOException {
        String text = column[which] < row.length ? row[column[which]] : null;
        if (text == null) {
            throw new IOException("line " + line + " has no " + COLUMNS.get(which));
        }
        return text.strip();
    }

    private double number(@Nullable String[] row, int which) throws IOException {
        String text = cell(row, which);
        if (text.isEmpty() || text.equals("NA") || text.equals("NaN")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("line " + line + ": " + COLUMNS.get(which) + " is not a number: " + text, e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
