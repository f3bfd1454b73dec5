package org.qudao.inventory.transferring;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes transfers whose booking was interrupted. */
@Component
final class ResumeTransfers {

    private static final Logger log = LoggerFactory.getLogger(ResumeTransfers.class);
    private static final int AT_ONCE = 100;

    private final Transfers transfers;
    private final TransferStock transferStock;

    ResumeTransfers(Transfers transfers, TransferStock transferStock) {
        this.transfers = transfers;
        this.transferStock = transferStock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void resume() {
        for (String id : transfers.unfinished(AT_ONCE)) {
            try {
                transferStock.finish(id);
            } catch (RuntimeException e) {
                log.warn("Cannot finish transfer {}; it is tried again in a minute", id, e);
            }
        }
    }
}
