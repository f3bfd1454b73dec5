package org.qudao.forecast.engine.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180 in UTF-8, with a byte order mark or without; unpacked when its name ends with {@code .gz}), whose
 * columns are asked for by name. Messages name the file and the line.
 */
public final class CsvFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> names;
    private @Nullable CsvRecord row;

    private CsvFile(Path file, CloseableIterator<CsvRecord> records, List<String> names) {
        this.file = file;
        this.records = records;
        this.names = names;
    }

    /** @throws IOException when there is no such file, or nothing in it */
    public static CsvFile open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            if (file.toString().endsWith(".gz")) {
                in = new GZIPInputStream(in, BUFFER);
            }
            CloseableIterator<CsvRecord> records = CsvReader.builder()
                    .detectBomHeader(true)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(in)
                    .iterator();
            CsvFile opened = new CsvFile(file, records, List.of());
            if (!opened.next()) {
                throw new IOException(file + " is empty");
            }
            List<String> names =
                    opened.row().getFields().stream().map(String::strip).toList();
            return new CsvFile(file, records, names);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** @throws IOException when there is no column of that name */
    public int column(String name) throws IOException {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new IOException(file + " has no column " + name);
        }
        return column;
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /** Goes to the next row. @return whether there is one */
    public boolean next() throws IOException {
        try {
            do {
                row = records.hasNext() ? records.next() : null;
            } while (row != null && row.getFieldCount() == 1 && row.getField(0).isBlank());
            return row != null;
        } catch (CsvParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** @return a cell of this row, without blanks around it */
    public String cell(int column) throws IOException {
        if (column >= row().getFieldCount()) {
            throw wrong(column, "is missing");
        }
        return row().getField(column).strip();
    }

    /** What is wrong in a column of this row. */
    public IOException wrong(int column, String what) {
        return new IOException(
                file + ", line " + row().getStartingLineNumber() + ": " + names.get(column) + " " + what);
    }

    private CsvRecord row() {
        if (row == null) {
            throw new IllegalStateException("there is no row");
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
