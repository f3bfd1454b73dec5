package org.qudao.forecast.engine.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The rows of a long CSV {@code series_id,period,frequency,horizon,split,index,value}; {@code period} is not read, {@code index} may be left out. */
public final class SeriesRows implements Closeable {
    private static final int LONGEST_SEASON = 10_000;
    private static final int LONGEST_HORIZON = 400;
    private static final String TRAIN = "train";

    /**
     * @param training whether it belongs to the history; what does not is what followed, to compare with
     * @param index the period, one higher from period to period; empty where the file has no such column
     * @param value NaN where it is missing
     */
    public record Row(String series, int frequency, int horizon, boolean training, OptionalInt index, double value) {}

    private final CsvFile file;
    private final int series;
    private final int frequency;
    private final int horizon;
    private final int split;
    private final int index;
    private final int value;

    private SeriesRows(CsvFile file) throws IOException {
        this.file = file;
        series = file.column("series_id");
        frequency = file.column("frequency");
        horizon = file.column("horizon");
        split = file.column("split");
        value = file.column("value");
        index = file.has("index") ? file.column("index") : -1;
    }

    public static SeriesRows open(Path path) throws IOException {
        CsvFile file = CsvFile.open(path);
        try {
            return new SeriesRows(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    public boolean next() throws IOException {
        return file.next();
    }

    public Row row() throws IOException {
        return new Row(
                file.cell(series),
                positive(frequency, LONGEST_SEASON),
                positive(horizon, LONGEST_HORIZON),
                file.cell(split).equals(TRAIN),
                index < 0 ? OptionalInt.empty() : OptionalInt.of(index()),
                value());
    }

    /** What is wrong with the series of this row. */
    public IOException wrong(String what) {
        return file.wrong(series, what);
    }

    private int positive(int column, int most) throws IOException {
        String text = file.cell(column);
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw file.wrong(column, "is not a whole number from 1 to " + most + ": " + text);
    }

    private int index() throws IOException {
        String text = file.cell(index);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw file.wrong(index, "is not a whole number: " + text);
        }
    }

    private double value() throws IOException {
        String text = file.cell(value);
        if (text.isEmpty() || text.equals("NA") || text.equals("NaN")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw file.wrong(value, "is not a number: " + text);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
