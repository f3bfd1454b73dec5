package org.qudao.inventory.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which orders may be waiting for which item. An entry is written before an order is told to wait and removed after it is
 * served: an entry may be one too many, never one too few.
 */
public interface Backlog {

    /** Entered again, an order waits for the quantity that is told last. */
    void add(String sku, String orderId, int quantity, Instant since);

    void remove(String sku, String orderId);

    /** Orders that wait for the item, the oldest first. */
    List<String> oldest(String sku, int limit);

    Set<String> skus();

    /** Units that orders wait for, per item; items that nobody waits for are left out. */
    Map<String, Long> units(Collection<String> skus);
}
