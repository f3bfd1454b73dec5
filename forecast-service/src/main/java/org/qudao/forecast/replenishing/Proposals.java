package org.qudao.forecast.replenishing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;

/** Port: replenishment proposals. */
public interface Proposals {

    /** What to do with a proposal that was read: its next state, or nothing when it stays. */
    record Change(@Nullable Proposal next, Proposal answer) {
        static Change to(Proposal next) {
            return new Change(next, next);
        }

        static Change none(Proposal current) {
            return new Change(null, current);
        }
    }

    /** All proposals of these places, whatever their state. */
    List<Proposal> atPlaces(List<String> places);

    /** Inserts new proposals; ids that exist (another calculation was faster) are left as they are. */
    void insertAll(List<Proposal> proposals);

    /** Reads, decides, writes; again when somebody else wrote meanwhile. An acceptance is published with the write. */
    Optional<Proposal> change(String id, Function<Proposal, Change> decide);

    Optional<Proposal> find(String id);

    /** In the order of ids, after the given one. */
    List<Proposal> list(
            @Nullable String place,
            @Nullable String sku,
            @Nullable ProposalState state,
            @Nullable String after,
            int limit);
}
