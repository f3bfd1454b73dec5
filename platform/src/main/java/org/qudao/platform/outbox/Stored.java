package org.qudao.platform.outbox;

import java.util.List;
import org.bson.Document;

/**
 * An aggregate as read.
 *
 * @param state the fields without {@code _id}, {@code version} and {@code outbox}
 * @param pending its events that are not yet published, oldest first
 */
public record Stored(String id, long version, Document state, List<PendingEvent> pending) {

    public boolean hasPending(String reference) {
        return pending.stream().anyMatch(event -> reference.equals(event.reference()));
    }
}
