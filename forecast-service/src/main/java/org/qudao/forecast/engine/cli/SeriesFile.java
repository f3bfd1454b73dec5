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

    private static final int LONGEST_SEASON = 10_000;
    private static final int LONGEST_HORIZON = 400;

    private static final int ID = 0;
    private static final int FREQUENCY = 1;
    private static final int HORIZON = 2;
    private static final int SPLIT = 3;
    private static final int VALUE = 4;

    /** @param values training values, NaN where missing */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between reader and engine
    record Entry(String id, int frequency, int horizon, double[] values) {}

    private final BufferedReader reader;

    /** Position in the row of each of {@link #COLUMNS}. */
    private final int[] column;

    /** Where each of {@link #COLUMNS} starts and ends in the pending row; cutting out only what is needed makes it fast. */
    private final int[] start = new int[COLUMNS.size()];

    private final int[] end = new int[COLUMNS.size()];
    private String pending = "";
    private boolean atEnd;
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
        advance();
    }

    @Nullable
    Entry next() throws IOException {
        if (atEnd) {
            return null;
        }
        String id = cell(ID);
        int frequency = whole(FREQUENCY, LONGEST_SEASON);
        int horizon = whole(HORIZON, LONGEST_HORIZON);
        double[] values = new double[64];
        int n = 0;
        while (!atEnd && is(ID, id)) {
            if (is(SPLIT, "train")) {
                if (n == values.length) {
                    values = Arrays.copyOf(values, 2 * n);
                }
                values[n++] = number(VALUE);
            }
            advance();
        }
        return new Entry(id, frequency, horizon, Arrays.copyOf(values, n));
    }

    private void advance() throws IOException {
        String text = reader.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = reader.readLine();
            line++;
        }
        atEnd = text == null;
        if (text != null) {
            pending = text;
            locate();
        }
    }

    private void locate() throws IOException {
        Arrays.fill(start, -1);
        int from = 0;
        for (int field = 0; from <= pending.length(); field++) {
            int comma = pending.indexOf(',', from);
            int to = comma < 0 ? pending.length() : comma;
            for (int i = 0; i < column.length; i++) {
                if (column[i] == field) {
                    start[i] = from;
                    end[i] = to;
                }
            }
            from = to + 1;
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] < 0) {
                throw new IOException("line " + line + " has no " + COLUMNS.get(i));
            }
            while (start[i] < end[i] && Character.isWhitespace(pending.charAt(start[i]))) {
                start[i]++;
            }
            while (start[i] < end[i] && Character.isWhitespace(pending.charAt(end[i] - 1))) {
                end[i]--;
            }
        }
    }

    private boolean is(int which, String text) {
        return end[which] - start[which] == text.length()
                && pending.regionMatches(start[which], text, 0, text.length());
    }

    private String cell(int which) {
        return pending.substring(start[which], end[which]);
    }

    private int whole(int which, int most) throws IOException {
        double number = number(which);
        if (number >= 1 && number <= most && number == Math.rint(number)) {
            return (int) number;
        }
        throw new IOException("line " + line + ": " + COLUMNS.get(which) + " is not a whole number from 1 to " + most);
    }

    private double number(int which) throws IOException {
        String text = cell(which);
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
