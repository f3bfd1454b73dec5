package org.qudao.platform.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * The records of a CSV body by RFC 4180, one at a time, in bounded memory. Bytes that are not UTF-8 become {@link
 * Cells#NOT_UTF_8}, so that the row can be named. A leading byte order mark is skipped.
 */
final class CsvBody {

    private static final int MAX_COLUMNS = 200;
    private static final int MAX_FIELD_CHARACTERS = 20_000;
    private static final int MAX_RECORD_CHARACTERS = 200_000;

    /** A power of two, as the parser's buffer doubles: at another bound it may read past its end instead of refusing a long field. */
    private static final int BUFFER_CHARACTERS = 1 << 16;

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    /**
     * One record as it was sent.
     *
     * @param number as a spreadsheet counts: a blank line is a row, a line break inside of a cell begins none; the header is row 1
     */
    record RawRow(long number, List<String> cells) {}

    private final CloseableIterator<CsvRecord> records;
    private long breaksInsideOfCells;

    private CsvBody(CloseableIterator<CsvRecord> records) {
        this.records = records;
    }

    static CsvBody of(InputStream body) throws IOException {
        Reader text = new InputStreamReader(
                withoutByteOrderMark(body),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        CsvRecordHandler bounded = CsvRecordHandler.of(handler -> handler.maxFields(MAX_COLUMNS)
                .maxFieldSize(MAX_FIELD_CHARACTERS)
                .maxRecordSize(MAX_RECORD_CHARACTERS));
        return new CsvBody(CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .maxBufferSize(BUFFER_CHARACTERS)
                .build(bounded, text)
                .iterator());
    }

    /** The header row's names, or nothing when the body is empty. */
    List<String> header() {
        return records.hasNext() ? next().cells().stream().map(String::strip).toList() : List.of();
    }

    /**
     * The rows after the header.
     *
     * @throws de.siegmar.fastcsv.reader.CsvParseException where the text is no CSV, or a field is longer than 20,000 characters
     * @throws java.io.UncheckedIOException when the sender breaks off
     */
    Iterator<RawRow> rows() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public RawRow next() {
                return CsvBody.this.next();
            }
        };
    }

    private RawRow next() {
        CsvRecord record = records.next();
        RawRow row = new RawRow(record.getStartingLineNumber() - breaksInsideOfCells, record.getFields());
        row.cells().forEach(cell -> breaksInsideOfCells += lineBreaks(cell));
        return row;
    }

    /** As the parser counts lines: CR, LF, or both together. */
    private static long lineBreaks(String cell) {
        long breaks = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\r' || (c == '\n' && (i == 0 || cell.charAt(i - 1) != '\r'))) {
                breaks++;
            }
        }
        return breaks;
    }

    private static InputStream withoutByteOrderMark(InputStream body) throws IOException {
        PushbackInputStream start = new PushbackInputStream(body, BYTE_ORDER_MARK.length);
        byte[] first = start.readNBytes(BYTE_ORDER_MARK.length);
        boolean marked = first.length == BYTE_ORDER_MARK.length;
        for (int i = 0; marked && i < first.length; i++) {
            marked = (first[i] & 0xFF) == BYTE_ORDER_MARK[i];
        }
        if (!marked) {
            start.unread(first);
        }
        return start;
    }
}
