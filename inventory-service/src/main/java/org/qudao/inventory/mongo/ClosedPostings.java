package org.qudao.inventory.mongo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.qudao.platform.outbox.Stored;

/**
 * The ids under which a balance books nothing any more, in the balance itself: who closes one and who books one write the same document,
 * on the condition that nobody else did. Kept as the first 64 bits of their hashes, the newest {@value #MOST}: as many refusals of one item at one place
 * would have to come while somebody stalls, for a first one to be forgotten.
 */
record ClosedPostings(List<Long> fingerprints) {

    static final String FIELD = "closed";
    private static final int MOST = 128;

    static ClosedPostings of(Optional<Stored> balance) {
        return new ClosedPostings(balance.map(stored -> stored.state().getList(FIELD, Long.class, List.<Long>of()))
                .orElse(List.of()));
    }

    boolean contains(String postingId) {
        return fingerprints.contains(fingerprint(postingId));
    }

    /** To be stored with the balance. */
    Document with(String postingId) {
        List<Long> newest =
                new ArrayList<>(fingerprints.subList(Math.max(0, fingerprints.size() - MOST + 1), fingerprints.size()));
        newest.add(fingerprint(postingId));
        return new Document(FIELD, newest);
    }

    private static long fingerprint(String postingId) {
        return UUID.nameUUIDFromBytes(postingId.getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }
}
