package org.qudao.inventory.reservation;

import java.util.List;
import org.qudao.inventory.stock.Movement;

/** What has to be done next for a reservation to reach its goal. */
public sealed interface Step {

    /** Find warehouses for what is missing. */
    record Source(List<Need> needs) implements Step {}

    /** Book a movement and note that it is done. */
    record Book(Movement movement, Act act, int line, int allocation) implements Step {}

    /** The goal is reached, or only waiting is left. */
    record Nothing() implements Step {}

    /** Goods of a line for which no warehouse has been found yet. */
    record Need(int line, String sku, int quantity) {}

    /** What a movement does for the reservation. */
    enum Act {
        /** Keep goods in the warehouse. */
        TAKE,
        /** Give goods back to the free stock; the allocation is settled with it. */
        GIVE_BACK,
        /** Send goods; the allocation is settled unless a rest is to be given back. */
        SEND,
        /** Book the arrival of a line. */
        ARRIVE
    }
}
