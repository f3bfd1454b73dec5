package org.qudao.inventory.counting;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes counts whose booking was interrupted. */
@Component
final class ResumeCounts {

    private static final Logger log = LoggerFactory.getLogger(ResumeCounts.class);
    private static final int AT_ONCE = 100;

    private final Counts counts;
    private final CountStock countStock;

    ResumeCounts(Counts counts, CountStock countStock) {
        this.counts = counts;
        this.countStock = countStock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void resume() {
        for (String id : counts.unbooked(AT_ONCE)) {
            try {
                countStock.finish(id);
            } catch (RuntimeException e) {
                log.warn("Cannot finish count {}; it is tried again in a minute", id, e);
            }
        }
    }
}
