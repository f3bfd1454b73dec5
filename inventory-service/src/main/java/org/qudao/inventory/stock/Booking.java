package org.qudao.inventory.stock;

import java.util.List;

/**
 * How far several movements are that count together or not at all. Each stage is stored before the next begins, and every
 * movement may be repeated, so the work can stop anywhere and be taken up again.
 *
 * @param attempt part of the movements' ids: what was taken back is not booked again under the same id
 * @param booked of the movements, how many had been booked when one found too little
 */
public record Booking(Stage stage, int attempt, int booked) {

    /** Life of a booking. */
    public enum Stage {
        /** Movements are being booked. */
        BOOKING,
        /** All are booked. */
        BOOKED,
        /** One found too little; those before it are being taken back. */
        TAKING_BACK,
        /** Nothing is booked. May be tried again as the next attempt. */
        REFUSED
    }

    public static final Booking FIRST = new Booking(Stage.BOOKING, 1, 0);

    public boolean ended() {
        return stage == Stage.BOOKED || stage == Stage.REFUSED;
    }

    public Booking again() {
        return new Booking(Stage.BOOKING, attempt + 1, 0);
    }

    /** Does the present stage and answers the next, which is to be stored. */
    public Booking advance(Ledger ledger, List<Movement> movements) {
        return switch (stage) {
            case BOOKING -> book(ledger, movements);
            case TAKING_BACK -> {
                movements.subList(0, booked).forEach(movement -> ledger.move(movement.reversed()));
                yield new Booking(Stage.REFUSED, attempt, booked);
            }
            case BOOKED, REFUSED -> this;
        };
    }

    private Booking book(Ledger ledger, List<Movement> movements) {
        for (int i = 0; i < movements.size(); i++) {
            if (!ledger.moveOrClose(movements.get(i)).isBooked()) {
                return new Booking(Stage.TAKING_BACK, attempt, i);
            }
        }
        return new Booking(Stage.BOOKED, attempt, movements.size());
    }
}
