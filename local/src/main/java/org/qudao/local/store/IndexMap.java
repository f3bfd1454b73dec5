package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The sorted entries of an index, from key to the document's position, and the scans over them.
 *
 * @param paths the same as the fields, name by name
 */
record IndexMap(
        MVMap<byte[], Long> entries,
        MVMap<String, String> arrayIndexes,
        List<String> fields,
        List<List<String>> paths) {

    static IndexMap of(MVMap<byte[], Long> entries, MVMap<String, String> arrayIndexes, List<IndexKey> keys) {
        List<String> fields = keys.stream().map(IndexKey::getKey).toList();
        List<List<String>> paths =
                fields.stream().map(field -> List.of(field.split("\\."))).toList();
        return new IndexMap(entries, arrayIndexes, fields, paths);
    }

    /** Whether a document ever had an array in an indexed field: then one document has several entries. */
    boolean holdsArrays() {
        return arrayIndexes.containsKey(entries.getName());
    }

    /** Takes note of arrays in the indexed fields. */
    void see(Document document) {
        if (paths.stream().anyMatch(path -> value(document, path) instanceof Collection)) {
            noteArray();
        }
    }

    private void noteArray() {
        if (!holdsArrays()) {
            arrayIndexes.put(entries.getName(), "");
        }
    }

    /**
     * The document's keys, one for each combination of array elements; never none, so that every document is in the index. Each is the
     * caller's, to be continued.
     */
    List<List<@Nullable Object>> keysOf(Document document) {
        List<List<@Nullable Object>> keys = List.of(new ArrayList<>(paths.size() + 1));
        for (List<String> path : paths) {
            Object value = value(document, path);
            if (value instanceof Collection<?> array) {
                noteArray();
                keys = continued(keys, elements(array));
            } else {
                Object element = Values.normalized(value);
                keys.forEach(key -> key.add(element));
            }
        }
        return keys;
    }

    /** Each once; null stands for an empty array. */
    private static List<@Nullable Object> elements(Collection<?> array) {
        return array.isEmpty()
                ? Collections.singletonList(null)
                : array.stream().map(Values::normalized).distinct().toList();
    }

    /** What lies at the path: below an array, what lies there in each of its elements. */
    private static @Nullable Object value(@Nullable Object container, List<String> path) {
        Object value = container;
        for (int i = 0; i < path.size(); i++) {
            if (value instanceof Collection<?> array) {
                return ofEach(array, path.subList(i, path.size()));
            }
            value = value instanceof Document document ? document.getOrMissing(path.get(i)) : Missing.getInstance();
        }
        return value;
    }

    private static List<@Nullable Object> ofEach(Collection<?> array, List<String> path) {
        List<@Nullable Object> values = new ArrayList<>(array.size());
        for (Object element : array) {
            Object value = value(element, path);
            if (value instanceof Collection<?> inner) {
                values.addAll(inner);
            } else {
                values.add(value);
            }
        }
        return values;
    }

    /** Whether a change left alone all that the keys are made of; cheaper to see than the keys. */
    boolean hasSameKeys(Document before, Document after) {
        return paths.stream().allMatch(path -> Objects.equals(value(before, path), value(after, path)));
    }

    static List<List<@Nullable Object>> continued(
            List<List<@Nullable Object>> keys, List<? extends @Nullable Object> values) {
        List<List<@Nullable Object>> longer = new ArrayList<>(keys.size() * values.size());
        for (List<@Nullable Object> key : keys) {
            for (Object value : values) {
                List<@Nullable Object> next = new ArrayList<>(key);
                next.add(value);
                longer.add(next);
            }
        }
        return longer;
    }

    /** Positions of the entries that begin with the prefix and whose next field lies within the bounds (inclusive, null: open). */
    Stream<Long> scan(
            List<@Nullable Object> prefix, @Nullable Object lower, @Nullable Object upper, boolean descending) {
        List<@Nullable Object> from = new ArrayList<>(prefix);
        if (lower != null) {
            from.add(lower);
        }
        List<@Nullable Object> to = new ArrayList<>(prefix);
        if (upper != null) {
            to.add(upper);
        }
        return between(SortedKey.of(from), SortedKey.behind(to), descending);
    }

    /** Positions of the entries that begin with the prefix and go on with another value. */
    Stream<Long> scanOthers(List<@Nullable Object> prefix, Object value, boolean descending) {
        List<@Nullable Object> left = new ArrayList<>(prefix);
        left.add(value);
        Stream<Long> below = between(SortedKey.of(prefix), SortedKey.of(left), descending);
        Stream<Long> above = between(SortedKey.behind(left), SortedKey.behind(prefix), descending);
        return descending ? Stream.concat(above, below) : Stream.concat(below, above);
    }

    private Stream<Long> between(byte[] first, byte[] last, boolean descending) {
        Cursor<byte[], Long> cursor =
                descending ? entries.cursor(last, first, true) : entries.cursor(first, last, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, 0), false)
                .map(key -> cursor.getValue());
    }
}
