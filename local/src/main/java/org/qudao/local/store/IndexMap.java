package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param roots the fields of the document in which the indexed fields lie
 */
record IndexMap(
        MVMap<KeyValue, Object> entries, MVMap<String, String> arrayIndexes, List<String> fields, List<String> roots) {

    static IndexMap of(MVMap<KeyValue, Object> entries, MVMap<String, String> arrayIndexes, List<IndexKey> keys) {
        List<String> fields = keys.stream().map(IndexKey::getKey).toList();
        List<String> roots = fields.stream()
                .map(field -> field.split("\\.", 2)[0])
                .distinct()
                .toList();
        return new IndexMap(entries, arrayIndexes, fields, roots);
    }

    /** Whether a document ever had an array in an indexed field: then one document has several entries. */
    boolean holdsArrays() {
        return arrayIndexes.containsKey(entries.getName());
    }

    /** The document's keys, one for each combination of array elements; never none, so that every document is in the index. */
    List<List<@Nullable Object>> keysOf(Document document) {
        List<List<@Nullable Object>> keys = List.of(List.of());
        for (String field : fields) {
            keys = continued(keys, elements(value(document, field)));
        }
        return keys;
    }

    private static @Nullable Object value(Document document, String field) {
        return field.indexOf('.') < 0
                ? document.getOrMissing(field)
                : Utils.getSubdocumentValueCollectionAware(document, field);
    }

    /** Whether a change left alone all that the keys are made of; cheaper to see than the keys. */
    boolean hasSameKeys(Document before, Document after) {
        return roots.stream().allMatch(root -> Objects.equals(before.getOrMissing(root), after.getOrMissing(root)));
    }

    private List<@Nullable Object> elements(@Nullable Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> array) {
            if (!holdsArrays()) {
                arrayIndexes.put(entries.getName(), "");
            }
            array.forEach(element -> elements.add(Values.normalized(element)));
        }
        if (elements.isEmpty()) {
            elements.add(value instanceof Collection ? null : Values.normalized(value));
        }
        return elements.stream().distinct().toList();
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
    Stream<Object> scan(
            List<@Nullable Object> prefix, @Nullable Object lower, @Nullable Object upper, boolean descending) {
        List<@Nullable Object> from = new ArrayList<>(prefix);
        if (lower != null) {
            from.add(lower);
        }
        List<@Nullable Object> to = new ArrayList<>(prefix);
        if (upper != null) {
            to.add(upper);
        }
        to.add(MaxKey.getInstance());
        KeyValue first = from.isEmpty() ? null : new KeyValue(from);
        KeyValue last = new KeyValue(to);
        Cursor<KeyValue, Object> cursor =
                descending ? entries.cursor(last, first, true) : entries.cursor(first, last, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, 0), false)
                .map(key -> cursor.getValue());
    }
}
