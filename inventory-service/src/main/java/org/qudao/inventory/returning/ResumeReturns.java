package org.qudao.inventory.returning;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Books returns that waited for their delivery or whose booking was interrupted. */
@Component
final class ResumeReturns {

    private static final Logger log = LoggerFactory.getLogger(ResumeReturns.class);
    private static final int AT_ONCE = 100;

    private final GoodsReturns returns;
    private final BookReturn bookReturn;

    ResumeReturns(GoodsReturns returns, BookReturn bookReturn) {
        this.returns = returns;
        this.bookReturn = bookReturn;
    }

    /** Often, because nobody else takes up what overtook its delivery. */
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void resume() {
        List<String> ids = returns.unfinished("", AT_ONCE);
        while (!ids.isEmpty()) {
            ids.forEach(this::resume);
            ids = returns.unfinished(ids.getLast(), AT_ONCE);
        }
    }

    private void resume(String id) {
        try {
            bookReturn.finish(id);
        } catch (RuntimeException e) {
            log.warn("Cannot book return {}; it is tried again in a moment", id, e);
        }
    }
}
