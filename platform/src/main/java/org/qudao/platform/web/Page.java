package org.qudao.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, read by cursor so that rows added meanwhile are neither skipped nor shown twice.
 *
 * @param next the {@code after} of the next page, null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** Of {@code limit + 1} rows read, keeps {@code limit}; the extra one only shows that there is a next page. */
    public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, String> cursor) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(List.copyOf(oneMoreThanLimit), null);
        }
        List<T> items = List.copyOf(oneMoreThanLimit.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** @throws Refusal 400 unless 1..500 */
    public static int limit(@Nullable Integer requested) {
        int limit = requested == null ? DEFAULT_LIMIT : requested;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.badRequest(List.of(new FieldError("limit", "must be between 1 and " + MAX_LIMIT)));
        }
        return limit;
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
