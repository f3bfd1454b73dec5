package org.qudao.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Hands a polled batch to the subscription's handlers, in order. Nothing is swallowed: unreadable messages, and events whose handler
 * failed three times, go to the dead letters with the reason and the rest goes on; an outage of store or broker is thrown, so that
 * the container waits and delivers the batch again.
 */
final class EventDelivery implements BatchMessageListener<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);
    private static final int ATTEMPTS = 3;
    private static final String HANDLED = "handled";
    private static final String SKIPPED = "skipped";
    private static final String DEAD_LETTERED = "dead-lettered";

    private record Readable<T>(ConsumerRecord<String, byte[]> message, IncomingEvent<T> event) {}

    private final EventSubscription subscription;
    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final ObservationRegistry observations;
    private final MeterRegistry meters;

    EventDelivery(
            EventSubscription subscription,
            EventCodec codec,
            DeadLetters deadLetters,
            ObservationRegistry observations,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.observations = observations;
        this.meters = meters;
        // An increase is seen only of what was there before.
        List.of(HANDLED, SKIPPED, DEAD_LETTERED).forEach(outcome -> count(outcome, 0));
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> messages) {
        EventSubscription.@Nullable Handler<?> current = null;
        List<ConsumerRecord<String, byte[]>> run = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            EventSubscription.Handler<?> handler = handler(message);
            if (handler == null) {
                continue; // what is skipped does not part what lies around it
            }
            if (handler != current) {
                handle(current, run);
                run = new ArrayList<>();
                current = handler;
            }
            run.add(message);
        }
        handle(current, run);
    }

    private EventSubscription.@Nullable Handler<?> handler(ConsumerRecord<String, byte[]> message) {
        try {
            EventSubscription.Handler<?> handler = subscription.handler(EventHeaders.type(message.headers()));
            if (handler == null) {
                count(SKIPPED, 1);
            }
            return handler;
        } catch (UnreadableEvent e) {
            bury(message, e);
            return null;
        }
    }

    private <T> void handle(EventSubscription.@Nullable Handler<T> handler, List<ConsumerRecord<String, byte[]>> run) {
        if (handler == null || run.isEmpty()) {
            return;
        }
        List<Readable<T>> readable = new ArrayList<>(run.size());
        for (ConsumerRecord<String, byte[]> message : run) {
            try {
                readable.add(new Readable<>(message, read(message, handler.dataType())));
            } catch (UnreadableEvent e) {
                bury(message, e);
            }
        }
        if (readable.isEmpty()) {
            return;
        }
        observed(readable.getFirst().message(), () -> {
            try {
                handler.action().accept(readable.stream().map(Readable::event).toList());
            } catch (RuntimeException e) {
                throwIfOutage(e);
                readable.forEach(one -> handleAlone(handler, one, e));
            }
        });
        count(HANDLED, readable.size());
    }

    /** The batch failed: find out which of its events is to blame. */
    private <T> void handleAlone(EventSubscription.Handler<T> handler, Readable<T> one, RuntimeException batchFailure) {
        RuntimeException failure = batchFailure;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                handler.action().accept(List.of(one.event()));
                return;
            } catch (RuntimeException e) {
                throwIfOutage(e);
                failure = e;
            }
        }
        bury(one.message(), failure);
    }

    private <T> IncomingEvent<T> read(ConsumerRecord<String, byte[]> message, Class<T> type) {
        if (message.value() == null) {
            throw new UnreadableEvent("no data");
        }
        try {
            return new IncomingEvent<>(
                    EventHeaders.required(message.headers(), EventHeaders.ID),
                    EventHeaders.type(message.headers()),
                    EventHeaders.required(message.headers(), EventHeaders.SUBJECT),
                    EventHeaders.version(message.headers()),
                    EventHeaders.time(message.headers()),
                    codec.decode(message.value(), type));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("the data does not fit " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private void bury(ConsumerRecord<String, byte[]> message, RuntimeException reason) {
        log.error(
                "{} cannot handle {}-{}@{}; it goes to the dead letters",
                subscription.group(),
                message.topic(),
                message.partition(),
                message.offset(),
                reason);
        deadLetters.bury(message, subscription.group(), reason);
        count(DEAD_LETTERED, 1);
    }

    private static void throwIfOutage(RuntimeException e) {
        if (Outages.isOutage(e)) {
            throw e;
        }
    }

    /** Continues the producer's trace; a batch continues the trace of its first event. */
    private void observed(ConsumerRecord<String, byte[]> first, Runnable work) {
        ReceiverContext<ConsumerRecord<String, byte[]>> context =
                new ReceiverContext<>((message, key) -> EventHeaders.optional(message.headers(), key));
        context.setCarrier(first);
        Observation.createNotStarted("qudao.events.handle", () -> context, observations)
                .contextualName(subscription.topic() + " receive")
                .lowCardinalityKeyValue("topic", subscription.topic())
                .lowCardinalityKeyValue("group", subscription.group())
                .observe(work);
    }

    private void count(String outcome, int events) {
        meters.counter("qudao.events", "topic", subscription.topic(), "group", subscription.group(), "outcome", outcome)
                .increment(events);
    }
}
