package org.qudao.platform.events;

/** A message that is no event of ours, or whose data is not what the contract says; it goes to the dead letters at once. */
final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String message) {
        super(message);
    }

    UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
