package org.qudao.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is stored with its aggregate and not yet known to be published.
 *
 * @param id unique and the same on every publication: topic, aggregate, version
 * @param version the aggregate's version after the write
 * @param json the data as it will be sent
 */
public record PendingEvent(
        String id,
        String type,
        String subject,
        long version,
        Instant time,
        String json,
        @Nullable String reference,
        @Nullable String traceParent) {}
