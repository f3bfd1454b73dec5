package org.qudao.forecast.recording;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Our view of the events of {@code inventory.movement}.
 *
 * @param sourcing orders may be served from the place; null in events from before this was told
 */
public record StockEvent(
        String sku,
        String place,
        Account from,
        Account to,
        long quantity,
        LocalDate on,
        Balance balance,
        @Nullable String nodeId,
        @Nullable Boolean sourcing) {
    private static final String AVAILABLE = "AVAILABLE";

    /** From where or to where the quantity moved. */
    public record Account(String place, String state) {}

    public record Balance(long available, long inTransit) {}

    boolean servesOrders() {
        return sourcing == null || sourcing;
    }

    /** Units that were available before this movement. */
    long availableBefore() {
        return balance.available() - (isHere(to) ? quantity : 0) + (isHere(from) ? quantity : 0);
    }

    private boolean isHere(Account account) {
        return account.place().equals(place) && account.state().equals(AVAILABLE);
    }
}
