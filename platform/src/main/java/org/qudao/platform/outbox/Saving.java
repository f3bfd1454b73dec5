package org.qudao.platform.outbox;

import java.util.List;
import org.bson.Document;

/**
 * One of many aggregates saved together.
 *
 * @param expectedVersion at which the aggregate was read
 * @param events what the write has to tell, oldest first; each takes a version, and the aggregate has the last one's
 */
public record Saving(String id, long expectedVersion, Document state, List<OutgoingEvent> events) {

    /** After the write. */
    public long version() {
        return expectedVersion + Math.max(1, events.size());
    }
}
