package org.qudao.forecast.recording;

import java.util.List;

/** Our view of the events of {@code dealer.node}. */
public record NodeEvent(String id, String name, String kind, List<String> path) {}
