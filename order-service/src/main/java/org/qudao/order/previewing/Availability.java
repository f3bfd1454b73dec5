package org.qudao.order.previewing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What inventory has in stock right now. */
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
     * @param nextReceiptOn when more is expected, if that is planned
     */
    record Stock(long available, @Nullable LocalDate nextReceiptOn) {}

    Answer of(List<String> skus);
}
