package org.qudao.inventory.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.qudao.platform.outbox.Stored;

/**
 * The ids under which a balance books nothing any more, in the balance itself, so that one write closes an id and one write books it,
 * each on the condition that the other did not. Kept as the first 64 bits of their hashes, the newest {@value #MOST}: so many refusals
 * of one item at one place would have to come while somebody stalls, for the first of them to be forgotten.
 */
final class ClosedPostings {

    static final String FIELD = "closed";
    private static final int MOST = 128;

    private ClosedPostings() {}

    static boolean contain(Optional<Stored> balance, String postingId) {
        return balance.map(stored -> stored.state().getList(FIELD, Long.class, List.of()))
                .filter(closed -> closed.contains(fingerprint(postingId)))
                .isPresent();
    }

    static Bson lacks(String postingId) {
        return Filters.ne(FIELD, fingerprint(postingId));
    }

    static Bson adding(String postingId) {
        return Updates.pushEach(FIELD, List.of(fingerprint(postingId)), new PushOptions().slice(-MOST));
    }

    private static long fingerprint(String postingId) {
        return UUID.nameUUIDFromBytes(postingId.getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }
}
