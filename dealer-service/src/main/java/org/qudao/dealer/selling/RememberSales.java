package org.qudao.dealer.selling;

import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import org.qudao.dealer.sales.SalesMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the newest sales after a start, beside the requests, so that the first board is not the slow one. */
@Component
class RememberSales {
    private static final Logger log = LoggerFactory.getLogger(RememberSales.class);
    private static final YearMonth FIRST = Year.of(1).atMonth(1);
    private static final YearMonth LAST = Year.of(9999).atMonth(12);
    private final List<SalesMemory> memories;

    RememberSales(List<SalesMemory> memories) {
        this.memories = memories;
    }

    @EventListener(ApplicationReadyEvent.class)
    void remember() {
        Thread.ofVirtual().name("remember-sales").start(() -> {
            try {
                memories.forEach(memory -> memory.warmUp(FIRST, LAST));
            } catch (RuntimeException e) {
                log.warn("Sales could not be read ahead; the first question reads them: {}", e.toString());
            }
        });
    }
}
