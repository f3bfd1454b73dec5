package org.qudao.platform.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One import as it is remembered.
 *
 * @param fingerprint of the header and the rows counted so far: another file must not go on where this one ended
 * @param startedBy subject of the token
 * @param owner who is working on it now; whoever takes over an abandoned import changes it, and the former one stops
 * @param problem why it failed
 */
record ImportRun(
        String id,
        String kind,
        ImportState state,
        ImportCounts counts,
        long fingerprint,
        Instant startedAt,
        Instant updatedAt,
        String startedBy,
        String owner,
        @Nullable String problem) {

    ImportRun with(ImportCounts newCounts, long newFingerprint, Instant now) {
        return new ImportRun(id, kind, state, newCounts, newFingerprint, startedAt, now, startedBy, owner, problem);
    }

    ImportRun ended(ImportState newState, @Nullable String newProblem, Instant now) {
        return new ImportRun(id, kind, newState, counts, fingerprint, startedAt, now, startedBy, owner, newProblem);
    }
}
