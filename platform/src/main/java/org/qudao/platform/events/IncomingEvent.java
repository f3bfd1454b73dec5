package org.qudao.platform.events;

import java.time.Instant;

/**
 * An event as received. It may be a duplicate, and may come after its successors.
 *
 * @param id the same on every delivery
 * @param version the producer's aggregate version: of two events with one subject the higher is newer
 */
public record IncomingEvent<T>(String id, String type, String subject, long version, Instant time, T data) {}
