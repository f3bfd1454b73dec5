package org.qudao.local.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How one index would answer a query. */
record Plan(
        IndexMap index,
        List<List<@Nullable Object>> prefixes,
        @Nullable Object lower,
        @Nullable Object upper,
        @Nullable Object excepted,
        boolean ordered,
        boolean descending,
        int merit) {

    private static final int MOST_PREFIXES = 5_000;

    /** Empty when the index does not help. */
    static Optional<Plan> of(StoreIndex candidate, Conditions conditions, @Nullable Document orderBy, boolean limited) {
        IndexMap index = candidate.scans();
        List<List<@Nullable Object>> prefixes = List.of(List.of());
        int known = 0;
        for (String field : index.fields()) {
            List<Object> values = conditions.valuesOf(field);
            if (values == null || (long) prefixes.size() * values.size() > MOST_PREFIXES) {
                break;
            }
            prefixes = IndexMap.continued(prefixes, values);
            known++;
        }
        boolean whole = known == index.fields().size();
        if (candidate.needsWholeKey() && !whole) {
            return Optional.empty();
        }
        Object lower = whole ? null : conditions.lowerBoundOf(index.fields().get(known));
        Object upper = whole ? null : conditions.upperBoundOf(index.fields().get(known));
        if (index.holdsArrays() && lower != null) {
            // One element may satisfy the one bound and another element the other.
            upper = null;
        }
        boolean ranged = lower != null || upper != null;
        Object excepted = whole || ranged
                ? null
                : conditions.exceptedValueOf(index.fields().get(known));
        Direction direction = direction(index, known, conditions, orderBy);
        boolean ordered = direction != Direction.NONE && prefixes.size() == 1 && !index.holdsArrays();
        if (known == 0 && !ranged && excepted == null && !(ordered && limited)) {
            return Optional.empty();
        }
        int merit = known * 10
                + (whole && candidate instanceof UniqueIndex ? 100 : 0)
                + (ranged ? 5 : 0)
                + (excepted != null ? 1 : 0)
                + (ordered ? 3 : 0);
        return Optional.of(
                new Plan(index, prefixes, lower, upper, excepted, ordered, direction == Direction.DESCENDING, merit));
    }

    /** Positions in the order asked for when {@link #ordered()}; none twice. */
    Stream<Long> positions() {
        Stream<Long> positions = prefixes.stream().flatMap(this::positions);
        return index.holdsArrays() ? positions.distinct() : positions;
    }

    private Stream<Long> positions(List<@Nullable Object> prefix) {
        boolean backwards = ordered && descending;
        return excepted == null
                ? index.scan(prefix, lower, upper, backwards)
                : index.scanOthers(prefix, excepted, backwards);
    }

    /** The direction in which a scan after the known fields yields the wanted order. */
    private static Direction direction(IndexMap index, int known, Conditions conditions, @Nullable Document orderBy) {
        if (orderBy == null) {
            return Direction.NONE;
        }
        Direction direction = Direction.NONE;
        int at = known;
        for (String field : orderBy.keySet()) {
            if (conditions.isOneValue(field)) {
                continue;
            }
            Direction wanted = Direction.of(orderBy.get(field));
            if (at >= index.fields().size()
                    || !index.fields().get(at).equals(field)
                    || (direction != Direction.NONE && direction != wanted)) {
                return Direction.NONE;
            }
            direction = wanted;
            at++;
        }
        return direction;
    }

    enum Direction {
        /** The scan does not yield the order. */
        NONE,
        /** Smallest first. */
        ASCENDING,
        /** Greatest first. */
        DESCENDING;

        static Direction of(@Nullable Object sort) {
            if (!(sort instanceof Number number) || number.intValue() == 0) {
                return NONE;
            }
            return number.intValue() > 0 ? ASCENDING : DESCENDING;
        }
    }
}
