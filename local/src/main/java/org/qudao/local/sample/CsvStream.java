package org.qudao.local.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The CSV text of a table, made while it is read: nothing is written to disk, and only some rows are in memory. */
final class CsvStream extends InputStream {

    private static final int ROWS_AT_ONCE = 200;

    private final Stream<List<String>> rows;
    private final Iterator<List<String>> next;
    private byte[] text;
    private int position;

    CsvStream(SampleTable table) {
        rows = table.rows().get();
        next = rows.iterator();
        text = encode(List.of(table.header()).iterator());
    }

    @Override
    public int read() {
        return ready() ? text[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int count = Math.min(length, text.length - position);
        System.arraycopy(text, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return text.length - position;
    }

    @Override
    public void close() {
        rows.close();
    }

    private boolean ready() {
        if (position == text.length && next.hasNext()) {
            text = encode(next);
            position = 0;
        }
        return position < text.length;
    }

    private static byte[] encode(Iterator<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter csv = CsvWriter.builder().build(bytes, StandardCharsets.UTF_8)) {
            for (int i = 0; i < ROWS_AT_ONCE && rows.hasNext(); i++) {
                csv.writeRecord(rows.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
