package org.qudao.platform.outbox;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One of many aggregates inserted together. */
public record NewAggregate(String id, Document state, @Nullable OutgoingEvent event) {}
