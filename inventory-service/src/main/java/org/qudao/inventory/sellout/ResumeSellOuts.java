package org.qudao.inventory.sellout;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes sell-out reports whose booking was interrupted. */
@Component
final class ResumeSellOuts {

    private static final Logger log = LoggerFactory.getLogger(ResumeSellOuts.class);
    private static final int AT_ONCE = 100;

    private final SellOuts sellOuts;
    private final ReportSellOut reportSellOut;

    ResumeSellOuts(SellOuts sellOuts, ReportSellOut reportSellOut) {
        this.sellOuts = sellOuts;
        this.reportSellOut = reportSellOut;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void resume() {
        for (String id : sellOuts.unfinished(AT_ONCE)) {
            try {
                reportSellOut.finish(id);
            } catch (RuntimeException e) {
                log.warn("Cannot finish sell-out {}; it is tried again in a minute", id, e);
            }
        }
    }
}
