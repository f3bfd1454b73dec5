package org.qudao.platform.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import org.bson.conversions.Bson;

/** Lists by day, the newest first, of one day by id; the next page begins after the last row of this one. */
public final class NewestFirst {

    private NewestFirst() {}

    public static Bson after(String dayField, LocalDate lastDay, String lastId) {
        String day = Bsons.date(lastDay);
        return or(lt(dayField, day), and(eq(dayField, day), lt("_id", lastId)));
    }

    public static Bson sort(String dayField) {
        return Sorts.descending(dayField, "_id");
    }
}
