package org.qudao.platform.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.conversions.Bson;

/** Lists by day or instant, the newest first, of the same day or instant by id; the next page begins after the last row of this one. */
public final class NewestFirst {

    private NewestFirst() {}

    public static Bson after(String dayField, LocalDate lastDay, String lastId) {
        return afterRow(dayField, Bsons.date(lastDay), lastId);
    }

    public static Bson after(String instantField, Instant last, String lastId) {
        return afterRow(instantField, Bsons.instant(last), lastId);
    }

    private static Bson afterRow(String field, Object last, String lastId) {
        return or(lt(field, last), and(eq(field, last), lt("_id", lastId)));
    }

    public static Bson sort(String field) {
        return Sorts.descending(field, "_id");
    }
}
