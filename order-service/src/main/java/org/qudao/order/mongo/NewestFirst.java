package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import org.bson.conversions.Bson;
import org.qudao.platform.mongo.Bsons;

/** Lists by day, the newest first, of one day by id; the next page begins after the last row of this one. */
final class NewestFirst {

    private NewestFirst() {}

    static Bson after(String dayField, LocalDate lastDay, String lastId) {
        String day = Bsons.date(lastDay);
        return or(lt(dayField, day), and(eq(dayField, day), lt("_id", lastId)));
    }

    static Bson sort(String dayField) {
        return Sorts.descending(dayField, "_id");
    }
}
