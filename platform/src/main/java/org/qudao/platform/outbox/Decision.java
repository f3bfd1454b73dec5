package org.qudao.platform.outbox;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What {@link Aggregates#retrying} is to do after it has shown the aggregate: save a new state, or leave it. */
public sealed interface Decision<T> {

    T answer();

    record Save<T>(Document state, @Nullable OutgoingEvent event, T answer) implements Decision<T> {}

    record Nothing<T>(T answer) implements Decision<T> {}

    static <T> Decision<T> save(Document state, @Nullable OutgoingEvent event, T answer) {
        return new Save<>(state, event, answer);
    }

    static <T> Decision<T> nothing(T answer) {
        return new Nothing<>(answer);
    }
}
