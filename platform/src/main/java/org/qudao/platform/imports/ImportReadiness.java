package org.qudao.platform.imports;

/**
 * Whether the service has caught up. After an import whose data other services need, wait at its service until nothing is
 * unpublished, and at the service of the next import until nothing is unread; otherwise rows may be rejected as unknown.
 *
 * @param unpublished events are stored here that the other services cannot have seen
 * @param unread events of other services that this one has not handled
 */
record ImportReadiness(boolean ready, boolean unpublished, long unread) {

    static ImportReadiness of(EventBacklog backlog) {
        boolean unpublished = backlog.hasUnpublished();
        long unread = backlog.countUnread();
        return new ImportReadiness(!unpublished && unread == 0, unpublished, unread);
    }
}
