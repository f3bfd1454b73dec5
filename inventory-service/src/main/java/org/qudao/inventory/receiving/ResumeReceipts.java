package org.qudao.inventory.receiving;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes receipts whose booking was interrupted. */
@Component
final class ResumeReceipts {

    private static final Logger log = LoggerFactory.getLogger(ResumeReceipts.class);
    private static final int AT_ONCE = 100;

    private final Receipts receipts;
    private final ReceiveGoods receiveGoods;

    ResumeReceipts(Receipts receipts, ReceiveGoods receiveGoods) {
        this.receipts = receipts;
        this.receiveGoods = receiveGoods;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void resume() {
        for (Receipt receipt : receipts.list(null, Receipt.Status.RECEIVING, null, AT_ONCE)) {
            try {
                receiveGoods.receive(receipt.id(), "resume");
            } catch (RuntimeException e) {
                log.warn("Cannot finish receipt {}; it is tried again in a minute", receipt.id(), e);
            }
        }
    }
}
