package org.qudao.platform.outbox;

/** The unique index refused an insert: the aggregate, or another with the same unique field, is there. */
public final class AlreadyExists extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyExists(String collection, String id, Throwable cause) {
        super(collection + " already has " + id, cause);
    }
}
