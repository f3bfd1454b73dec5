package org.qudao.dealer.sales;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far behind the events the figures are. */
public interface Freshness {
    /** Notes that the events of a topic up to this moment count. */
    void noteApplied(String topic, Instant newestEvent, Instant appliedAt);

    Reading read();

    /**
     * @param asOf when the newest event that counts happened; null before the first
     * @param lagSeconds how long that event took from happening to counting
     */
    record Reading(@Nullable Instant asOf, double lagSeconds) {}
}
