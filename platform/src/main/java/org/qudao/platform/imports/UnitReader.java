package org.qudao.platform.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.imports.CsvBody.RawRow;

/** Cuts the rows of a file into units and reads each of them; remembers one row ahead, because a group ends where the next begins. */
final class UnitReader<R> implements Iterator<UnitReader.Read<R>> {

    /** Of one unit; the rest adds nothing that helps to correct it. */
    private static final int MAX_REJECTS_PER_UNIT = 100;

    /** So that a large file costs no more than some megabytes; of a larger one, rows that lie very far apart are not noticed. */
    private static final int MAX_GROUPS_REMEMBERED = 200_000;

    private final RowImport<R> kind;
    private final Header header;
    private final Iterator<RawRow> records;
    private final int groupPosition;
    private final Set<Long> groupsEnded = new HashSet<>();
    private @Nullable RawRow ahead;
    private long fingerprint;

    UnitReader(RowImport<R> kind, Header header, Iterator<RawRow> records) {
        this.kind = kind;
        this.header = header;
        this.records = records;
        this.groupPosition = header.positions().entrySet().stream()
                .filter(position -> position.getKey().name().equals(kind.groupBy()))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(-1);
        this.fingerprint = header.positions().entrySet().stream()
                .mapToLong(column -> Fingerprint.of(column.getKey().name()) * (column.getValue() + 1))
                .sum();
    }

    /** Of the header and all rows of the units read so far. */
    long fingerprint() {
        return fingerprint;
    }

    /**
     * Passes over rows that were read before.
     *
     * @return whether there were so many, and the same
     */
    boolean skip(long rows, long theirFingerprint) {
        for (long row = 0; row < rows; row++) {
            if (!records.hasNext()) {
                return false;
            }
            RawRow record = records.next();
            fingerprint = Fingerprint.of(fingerprint, record.cells());
            remember(record);
        }
        return fingerprint == theirFingerprint;
    }

    private void remember(RawRow ofGroup) {
        if (groupPosition >= 0) {
            if (groupsEnded.size() == MAX_GROUPS_REMEMBERED) {
                groupsEnded.clear();
            }
            groupsEnded.add(Fingerprint.of(group(ofGroup)));
        }
    }

    /**
     * One unit as it was read.
     *
     * @param lastRow number of its last row
     * @param rows how many rows of the file it took
     * @param value null if and only if there are rejects
     * @param kept the rows, to name the cell that the store may still refuse
     */
    record Read<R>(long firstRow, long lastRow, int rows, @Nullable R value, List<Row> kept, List<Reject> rejects) {

        Reject refused(Outcome.Rejected outcome) {
            Row row = kept.get(Math.clamp(outcome.rowInUnit(), 0, kept.size() - 1));
            return new Reject(
                    row.number(), outcome.column(), outcome.rule(), row.cell(outcome.column()), outcome.message());
        }
    }

    @Override
    public boolean hasNext() {
        return ahead != null || records.hasNext();
    }

    @Override
    public Read<R> next() {
        RawRow first = ahead == null ? records.next() : ahead;
        ahead = null;
        List<Row> rows = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        if (groupPosition >= 0 && groupsEnded.contains(Fingerprint.of(group(first)))) {
            rejects.add(new Reject(
                    first.number(),
                    String.valueOf(kind.groupBy()),
                    "rows-apart",
                    group(first),
                    "rows of the same %s must follow each other, and those above were taken for all of them: sort the file by it"
                            .formatted(kind.groupBy())));
        }
        readRow(first, rows, rejects);
        long read = Fingerprint.of(fingerprint, first.cells());
        int count = 1;
        long lastRow = first.number();
        while (groupPosition >= 0 && records.hasNext()) {
            RawRow next = records.next();
            if (!group(next).equals(group(first))) {
                ahead = next;
                break;
            }
            count++;
            lastRow = next.number();
            read = Fingerprint.of(read, next.cells());
            if (count <= kind.maxRowsPerUnit()) {
                readRow(next, rows, rejects);
            }
        }
        if (count > kind.maxRowsPerUnit()) {
            rejects.add(new Reject(
                    first.number(),
                    String.valueOf(kind.groupBy()),
                    "too-many-rows",
                    group(first),
                    "at most %d rows belong together, here are %d".formatted(kind.maxRowsPerUnit(), count)));
        }
        fingerprint = read;
        remember(first);
        R value = rejects.isEmpty() ? readUnit(rows, rejects) : null;
        return new Read<>(
                first.number(),
                lastRow,
                count,
                rejects.isEmpty() ? value : null,
                rows,
                rejects.size() <= MAX_REJECTS_PER_UNIT ? rejects : rejects.subList(0, MAX_REJECTS_PER_UNIT));
    }

    private void readRow(RawRow row, List<Row> rows, List<Reject> rejects) {
        long number = row.number();
        List<String> cells = row.cells();
        if (cells.size() != header.width()) {
            rejects.add(new Reject(
                    number,
                    "",
                    "columns",
                    String.valueOf(cells.size()),
                    "the header has %d columns, this row %d".formatted(header.width(), cells.size())));
            return;
        }
        Map<String, Object> values = new HashMap<>();
        Map<String, String> raw = new HashMap<>();
        header.positions().forEach((column, position) -> {
            String cell = cells.get(position);
            raw.put(column.name(), cell);
            Cells.read(number, column, cell, values, rejects);
        });
        rows.add(new Row(number, values, raw));
    }

    private @Nullable R readUnit(List<Row> rows, List<Reject> rejects) {
        R value = null;
        try {
            value = kind.read(rows);
        } catch (RowRejected alreadyNoted) {
            // The row says why.
        } catch (IllegalArgumentException invalid) {
            rejects.add(new Reject(rows.getFirst().number(), "", "invalid", "", String.valueOf(invalid.getMessage())));
        }
        rows.forEach(row -> rejects.addAll(row.rejects()));
        return value;
    }

    /** As the cell is read, without blanks around it. */
    private String group(RawRow row) {
        // A row too short to name its group stands alone.
        return groupPosition < row.cells().size()
                ? row.cells().get(groupPosition).strip()
                : "row " + row.number();
    }
}
