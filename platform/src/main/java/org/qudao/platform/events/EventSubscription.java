package org.qudao.platform.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a service does with the events of one topic; declared as a bean. Types that are not named are skipped. Handlers must be
 * idempotent: a batch that failed half-way comes again.
 */
public final class EventSubscription {

    record Handler<T>(Class<T> dataType, Consumer<List<IncomingEvent<T>>> action) {}

    private final String topic;
    private final String group;
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();
    private int concurrency = 1;
    private boolean unhurried;
    private boolean oneByOne;

    private EventSubscription(String topic, String group) {
        this.topic = topic;
        this.group = group;
    }

    /** @param group the consumer group: one per service and purpose; each group gets every event */
    public static EventSubscription to(String topic, String group) {
        return new EventSubscription(topic, group);
    }

    public <T> EventSubscription each(String type, Class<T> dataType, Consumer<IncomingEvent<T>> action) {
        return batch(type, dataType, events -> events.forEach(action));
    }

    public <T> EventSubscription anyOf(List<String> types, Class<T> dataType, Consumer<IncomingEvent<T>> action) {
        return anyOfBatch(types, dataType, events -> events.forEach(action));
    }

    /** The action gets consecutive events of this type together, at most 500. */
    public <T> EventSubscription batch(String type, Class<T> dataType, Consumer<List<IncomingEvent<T>>> action) {
        return anyOfBatch(List.of(type), dataType, action);
    }

    /** As {@link #batch}, for several types with one form of data. */
    public <T> EventSubscription anyOfBatch(
            List<String> types, Class<T> dataType, Consumer<List<IncomingEvent<T>>> action) {
        Handler<T> handler = new Handler<>(dataType, action);
        for (String type : types) {
            if (handlers.put(type, handler) != null) {
                throw new IllegalArgumentException("two handlers for " + type);
            }
        }
        return this;
    }

    /** Number of consumers in this instance; events of one aggregate stay in order. */
    public EventSubscription concurrency(int consumers) {
        concurrency = consumers;
        return this;
    }

    /** Lets events gather for up to 200 ms, to be handled together: for views, which nobody waits for at that moment. */
    public EventSubscription unhurried() {
        unhurried = true;
        return this;
    }

    /**
     * Takes events one at a time: for work of seconds, which must not keep the consumer from the broker for longer than that, and which
     * others can take over as long as it has not begun.
     */
    public EventSubscription oneByOne() {
        oneByOne = true;
        return this;
    }

    public String topic() {
        return topic;
    }

    public String group() {
        return group;
    }

    /** The types that have a handler, in the order declared. */
    public List<String> types() {
        return List.copyOf(handlers.keySet());
    }

    int consumers() {
        return concurrency;
    }

    boolean isUnhurried() {
        return unhurried;
    }

    boolean isOneByOne() {
        return oneByOne;
    }

    @Nullable
    Handler<?> handler(String type) {
        return handlers.get(type);
    }
}
