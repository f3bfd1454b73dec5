package org.qudao.dealer.sales;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The stored contributions of one kind (orders or sell-out reports), one document each. Every month has a counter that grows with each
 * change of a sale that counts, or ever counted, in it: whoever remembers a month sees by its counter whether he is up to date.
 */
public interface SaleStore {
    /**
     * Stores the newest version of each; older and equal versions change nothing but do count up their months, because whoever
     * sent them first may have died before doing so.
     */
    Recorded record(List<Sale> sales);

    /** The counters of all months between the two, both included. */
    Map<YearMonth, Long> counters(YearMonth first, YearMonth last);

    /** Everything that counts in the months. */
    List<Sale> load(Collection<YearMonth> months);

    /**
     * @param counters the new counters of the months that were touched
     * @param current those that are stored now as they were sent; not only what is new, because the answer to an earlier writing may
     *     have been lost
     * @param undisputed false when another writer interfered or a newer version is there, so that a memory must be read again rather
     *     than patched
     */
    record Recorded(Map<YearMonth, Long> counters, List<Sale> current, boolean undisputed) {}
}
