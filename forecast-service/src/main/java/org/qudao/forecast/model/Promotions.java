package org.qudao.forecast.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the calendar of promotions. */
public interface Promotions {

    /** Replaces the one with this id if there is one. */
    void put(Promotion promotion);

    /** Removing what is not there changes nothing. */
    void remove(String id);

    Optional<Promotion> find(String id);

    /** In the order of ids, after the given one; {@code on} null for those of any day. */
    List<Promotion> list(@Nullable LocalDate on, @Nullable String after, int limit);

    /** Those with a day in this time, by id. */
    List<Promotion> between(LocalDate from, LocalDate to);
}
