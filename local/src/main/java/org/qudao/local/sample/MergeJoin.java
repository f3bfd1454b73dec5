package org.qudao.local.sample;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Joins two files sorted by the same key, one row of each in memory. What has no partner comes alone, so that the import can reject
 * and count it.
 */
final class MergeJoin implements Iterator<MergeJoin.Pair> {

    /** At least one side is there. */
    record Pair(String key, @Nullable NamedCsvRecord left, @Nullable NamedCsvRecord right) {}

    private final String key;
    private final Iterator<NamedCsvRecord> lefts;
    private final Iterator<NamedCsvRecord> rights;
    private @Nullable NamedCsvRecord left;
    private @Nullable NamedCsvRecord right;
    private boolean leftHasPartner;

    private MergeJoin(String key, Iterator<NamedCsvRecord> lefts, Iterator<NamedCsvRecord> rights) {
        this.key = key;
        this.lefts = lefts;
        this.rights = rights;
        this.left = following(lefts, null);
        this.right = following(rights, null);
    }

    /**
     * @param left each key once
     * @param right each key any number of times
     */
    static Stream<Pair> of(String key, Stream<NamedCsvRecord> left, Stream<NamedCsvRecord> right) {
        MergeJoin join = new MergeJoin(key, left.iterator(), right.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(join, Spliterator.ORDERED), false)
                .onClose(left::close)
                .onClose(right::close);
    }

    @Override
    public boolean hasNext() {
        skipServedLeft();
        return left != null || right != null;
    }

    @Override
    public Pair next() {
        skipServedLeft();
        NamedCsvRecord l = left;
        NamedCsvRecord r = right;
        if (l == null && r == null) {
            throw new NoSuchElementException();
        }
        int order = l == null ? 1 : r == null ? -1 : key(l).compareTo(key(r));
        if (l != null && order < 0) {
            left = following(lefts, l);
            return new Pair(key(l), l, null);
        }
        if (r == null) {
            throw new NoSuchElementException();
        }
        right = following(rights, r);
        leftHasPartner = order == 0;
        return new Pair(key(r), order == 0 ? l : null, r);
    }

    private void skipServedLeft() {
        NamedCsvRecord l = left;
        NamedCsvRecord r = right;
        if (l != null && leftHasPartner && (r == null || !key(l).equals(key(r)))) {
            left = following(lefts, l);
            leftHasPartner = false;
        }
    }

    private @Nullable NamedCsvRecord following(Iterator<NamedCsvRecord> rows, @Nullable NamedCsvRecord former) {
        NamedCsvRecord next = rows.hasNext() ? rows.next() : null;
        if (former != null && next != null && key(next).compareTo(key(former)) < 0) {
            throw new IllegalStateException(
                    "not sorted by %s: %s comes after %s".formatted(key, key(next), key(former)));
        }
        return next;
    }

    private String key(NamedCsvRecord row) {
        return row.getField(key);
    }
}
