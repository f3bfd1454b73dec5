package org.qudao.platform.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 attributes as Kafka headers (binary content mode), with the extension {@code aggregateversion}. */
public final class EventHeaders {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String VERSION = "ce_aggregateversion";
    static final String TRACE_PARENT = "traceparent";
    private static final String TYPE_PREFIX = "org.qudao.";

    private EventHeaders() {}

    public static void write(
            Headers headers,
            String id,
            String type,
            String source,
            String subject,
            long version,
            Instant time,
            @Nullable String traceParent) {
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, id);
        add(headers, TYPE, TYPE_PREFIX + type);
        add(headers, "ce_source", source);
        add(headers, SUBJECT, subject);
        add(headers, TIME, time.toString());
        add(headers, VERSION, Long.toString(version));
        add(headers, "content-type", "application/json");
        if (traceParent != null) {
            add(headers, TRACE_PARENT, traceParent);
        }
    }

    /** @throws UnreadableEvent when the attribute is missing */
    static String required(Headers headers, String name) {
        String value = optional(headers, name);
        if (value == null) {
            throw new UnreadableEvent("header " + name + " is missing");
        }
        return value;
    }

    static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The type without its prefix, such as {@code OrderShipped}. */
    static String type(Headers headers) {
        String type = required(headers, TYPE);
        return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
    }

    static long version(Headers headers) {
        String text = required(headers, VERSION);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableEvent("header " + VERSION + " is not a number: " + text);
        }
    }

    static Instant time(Headers headers) {
        String text = required(headers, TIME);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent("header " + TIME + " is not a moment: " + text);
        }
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
