package org.qudao.order.previewing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What inventory has in stock right now, and what it expects. */
interface Availability {

    /** The answer, or an honest "not known". */
    sealed interface Answer {
        /** By sku, for every sku that was asked for; what inventory does not carry has 0. */
        record Known(Map<String, Stock> bySku) implements Answer {
            Stock of(String sku) {
                return Objects.requireNonNull(bySku.get(sku), () -> "no answer for " + sku);
            }
        }

        /** Inventory did not answer in time, or not in a way that can be used. */
        record Unknown(String why) implements Answer {}
    }

    /**
     * @param available free in the warehouses that serve orders
     * @param expected what comes and no waiting order takes, the earliest first
     * @param overdueSince when a receipt should have come that has not; null when none is late
     */
    record Stock(long available, List<Expected> expected, @Nullable LocalDate overdueSince) {

        /** First day on which so many are there; empty when what is planned is less. */
        Optional<LocalDate> coversOn(int quantity) {
            long there = available;
            for (Expected more : expected) {
                there += more.quantity();
                if (there >= quantity) {
                    return Optional.of(more.on());
                }
            }
            return Optional.empty();
        }
    }

    record Expected(LocalDate on, long quantity) {}

    Answer of(List<String> skus);
}
