package org.qudao.platform.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it. {@code units} are rows, or groups of rows that belong together; inserted, updated, unchanged and
 * rejected count units and add up to them.
 *
 * @param rows rows of the file that were handled, without the header
 * @param rejectFile where to fetch the rejects, or null when there are none
 */
record ImportSummary(
        String id,
        String kind,
        ImportState state,
        long rows,
        long units,
        long inserted,
        long updated,
        long unchanged,
        long rejected,
        Instant startedAt,
        Instant updatedAt,
        String startedBy,
        @Nullable String rejectFile,
        @Nullable String problem) {

    static ImportSummary of(ImportRun run) {
        ImportCounts counts = run.counts();
        return new ImportSummary(
                run.id(),
                run.kind(),
                run.state(),
                counts.rows(),
                counts.units(),
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected(),
                run.startedAt(),
                run.updatedAt(),
                run.startedBy(),
                counts.rejected() == 0 ? null : "/api/v1/imports/" + run.kind() + "/" + run.id() + "/rejects",
                run.problem());
    }
}
