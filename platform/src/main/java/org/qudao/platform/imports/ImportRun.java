package org.qudao.platform.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One import as it is remembered.
 *
 * @param startedBy subject of the token
 * @param owner who is working on it now; whoever takes over an abandoned import changes it, and the former one stops
 * @param problem why it failed
 */
record ImportRun(
        String id,
        String kind,
        ImportState state,
        ImportCounts counts,
        Instant startedAt,
        Instant updatedAt,
        String startedBy,
        String owner,
        @Nullable String problem) {

    ImportRun with(ImportCounts newCounts, Instant now) {
        return new ImportRun(id, kind, state, newCounts, startedAt, now, startedBy, owner, problem);
    }

    ImportRun ended(ImportState newState, @Nullable String newProblem, Instant now) {
        return new ImportRun(id, kind, newState, counts, startedAt, now, startedBy, owner, newProblem);
    }
}
