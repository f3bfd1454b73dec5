package org.qudao.platform.outbox;

import java.util.List;

/**
 * Runs before events of a topic are published and cleared from their aggregates, such as the stock ledger's append. May run again
 * for the same events after a crash, so it must be idempotent; when it throws, nothing is published or cleared and it is tried again.
 */
public interface BeforePublish {

    String topic();

    void accept(List<PendingEvent> events);
}
