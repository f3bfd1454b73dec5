package org.qudao.local.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a query says about single fields: one of some values, a range, or all but one value. What is not understood is left out, because every
 * document found is matched against the whole query anyway.
 */
final class Conditions {

    private final Set<String> fields = new TreeSet<>();
    private final Map<String, List<Object>> values = new HashMap<>();
    private final Map<String, Object> lower = new HashMap<>();
    private final Map<String, Object> upper = new HashMap<>();
    private final Map<String, Object> excepted = new HashMap<>();

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.read(query);
        return conditions;
    }

    /** The values, one of which the field must have or contain; null when the query does not say. */
    @Nullable
    List<Object> valuesOf(String field) {
        return values.get(field);
    }

    boolean isOneValue(String field) {
        List<Object> known = values.get(field);
        return known != null && known.size() == 1;
    }

    @Nullable
    Object lowerBoundOf(String field) {
        return lower.get(field);
    }

    @Nullable
    Object upperBoundOf(String field) {
        return upper.get(field);
    }

    /** The value that the field must not have. */
    @Nullable
    Object exceptedValueOf(String field) {
        return excepted.get(field);
    }

    /** All fields that the query asks about, understood or not. */
    Set<String> fields() {
        return fields;
    }

    private void read(Document query) {
        query.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> all) {
                all.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .forEach(this::read);
            } else {
                fields.add(field);
                if (!field.startsWith("$")) {
                    readField(field, condition);
                }
            }
        });
    }

    private void readField(String field, @Nullable Object condition) {
        if (isPlain(condition)) {
            values.putIfAbsent(field, normalized(List.of(condition)));
        } else if (condition instanceof Document operators) {
            operators.forEach((operator, operand) -> readOperator(field, operator, operand));
        }
    }

    private void readOperator(String field, String operator, @Nullable Object operand) {
        if (operator.equals("$in")
                && operand instanceof Collection<?> all
                && all.stream().allMatch(Conditions::isPlain)) {
            values.putIfAbsent(field, normalized(all));
        } else if (isPlain(operand)) {
            switch (operator) {
                case "$eq" -> values.putIfAbsent(field, normalized(List.of(operand)));
                case "$gt", "$gte" ->
                    lower.putIfAbsent(field, normalized(List.of(operand)).getFirst());
                case "$lt", "$lte" ->
                    upper.putIfAbsent(field, normalized(List.of(operand)).getFirst());
                case "$ne" ->
                    excepted.putIfAbsent(field, normalized(List.of(operand)).getFirst());
                default -> {
                    // Left to the matcher.
                }
            }
        }
    }

    private static List<Object> normalized(Collection<?> values) {
        List<Object> normalized = new ArrayList<>();
        for (Object value : values) {
            normalized.add(Objects.requireNonNull(Values.normalized(value)));
        }
        return normalized.stream().distinct().toList();
    }

    private static boolean isPlain(@Nullable Object value) {
        return value != null
                && !(value instanceof Map)
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value)
                && !(value instanceof de.bwaldvogel.mongo.backend.Missing);
    }
}
