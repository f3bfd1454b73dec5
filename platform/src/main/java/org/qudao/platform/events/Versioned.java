package org.qudao.platform.events;

import org.bson.Document;

/** The state of another service's aggregate at a version, to be kept as a view. */
public record Versioned(String id, long version, Document state) {}
