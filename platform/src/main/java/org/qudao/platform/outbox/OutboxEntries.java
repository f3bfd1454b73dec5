package org.qudao.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.events.EventCodec;

/** The stored form of unpublished events. */
final class OutboxEntries {

    static final String VERSION = "v";
    static final String TIME = "time";

    private final EventCodec codec;
    private final Clock clock;
    private final Supplier<@Nullable String> traceParent;

    OutboxEntries(EventCodec codec, Clock clock, Supplier<@Nullable String> traceParent) {
        this.codec = codec;
        this.clock = clock;
        this.traceParent = traceParent;
    }

    Document entry(long version, OutgoingEvent event) {
        Document entry = new Document(VERSION, version)
                .append("type", event.type())
                .append(TIME, Date.from(clock.instant()))
                .append("json", codec.encode(event.data()));
        if (event.reference() != null) {
            entry.append("ref", event.reference());
        }
        String trace = traceParent.get();
        if (trace != null) {
            entry.append("trace", trace);
        }
        return entry;
    }

    /** How long the oldest entry has waited; nothing when there is none any more. */
    Duration age(Document aggregate) {
        Instant now = clock.instant();
        return aggregate.getList(Aggregates.OUTBOX, Document.class, List.of()).stream()
                .map(entry -> Duration.between(entry.getDate(TIME).toInstant(), now))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    List<PendingEvent> pending(String topic, Document aggregate) {
        String id = aggregate.getString(Aggregates.ID);
        return aggregate.getList(Aggregates.OUTBOX, Document.class, List.of()).stream()
                .map(entry -> {
                    long version = entry.get(VERSION, Number.class).longValue();
                    return new PendingEvent(
                            topic + ":" + id + ":" + version,
                            entry.getString("type"),
                            id,
                            version,
                            entry.getDate(TIME).toInstant(),
                            entry.getString("json"),
                            entry.getString("ref"),
                            entry.getString("trace"));
                })
                .sorted(Comparator.comparingLong(PendingEvent::version))
                .toList();
    }
}
