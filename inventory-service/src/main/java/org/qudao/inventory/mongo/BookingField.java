package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.qudao.inventory.stock.Booking;

/** How a {@link Booking} lies in the document it belongs to. */
final class BookingField {

    static final String STAGE = "stage";

    private BookingField() {}

    static Document append(Document state, Booking booking) {
        return state.append(STAGE, booking.stage().name())
                .append("attempt", booking.attempt())
                .append("bookedMovements", booking.booked());
    }

    static Booking read(Document state) {
        return new Booking(
                Booking.Stage.valueOf(state.getString(STAGE)),
                state.getInteger("attempt"),
                state.getInteger("bookedMovements"));
    }

    static Bson booked() {
        return Filters.eq(STAGE, Booking.Stage.BOOKED.name());
    }

    static Bson unfinished() {
        return Filters.in(STAGE, Booking.Stage.BOOKING.name(), Booking.Stage.TAKING_BACK.name());
    }
}
