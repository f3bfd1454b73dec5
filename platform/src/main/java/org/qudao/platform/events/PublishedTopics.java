package org.qudao.platform.events;

import java.util.List;

/** The topics a service publishes to; declared as a bean, so that they exist before the first event. */
public record PublishedTopics(List<String> names) {

    public static PublishedTopics of(String... names) {
        return new PublishedTopics(List.of(names));
    }
}
