package org.qudao.platform.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;

/**
 * Reads a body batch by batch, hands each batch to the service and then records how far it has come. What was recorded is
 * skipped when the same import comes again; the one batch that may have been stored without being recorded is stored a second
 * time, which {@link RowImport#store} makes harmless.
 */
final class RunImport {

    /** Lines of a reject file; what comes after them is only counted. */
    static final int MAX_REJECTS_LISTED = 100_000;

    /** A running import that recorded nothing for so long has lost its process. */
    static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MAX_ROWS_PER_BATCH = 20_000;

    private final ImportRuns runs;
    private final MeterRegistry meters;
    private final Clock clock;

    RunImport(ImportRuns runs, MeterRegistry meters, Clock clock) {
        this.runs = runs;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param id of an interrupted import to continue, or a new one; null for a made-up one
     * @throws Refusal for a wrong header, an import that is running, an id that belongs to another file, or text that is no CSV
     * @throws IOException when the sender broke off
     */
    <R> ImportRun run(RowImport<R> kind, @Nullable String id, InputStream body, String subject) throws IOException {
        CsvBody csv = CsvBody.of(body);
        Header header = header(csv, kind);
        UnitReader<R> units = new UnitReader<>(kind, header, csv.rows());
        Start start = start(kind.kind(), id == null ? UUID.randomUUID().toString() : id, units.fingerprint(), subject);
        ImportRun run = start.run();
        if (run.state() == ImportState.FINISHED) {
            return finishedBefore(run, units);
        }
        Progress progress = new Progress(run);
        try {
            if (!units.skip(run.counts().rows(), run.fingerprint())) {
                progress.end(start.formerState(), start.formerProblem());
                throw anotherFile(run.id());
            }
            store(kind, units, progress);
            return progress.end(ImportState.FINISHED, null);
        } catch (CsvParseException malformed) {
            String problem = describe(malformed);
            progress.end(ImportState.FAILED, problem);
            throw malformed(problem).with("import", run.id());
        } catch (Refusal refused) {
            throw refused;
        } catch (UncheckedIOException brokenOff) {
            progress.end(ImportState.INTERRUPTED, null);
            throw brokenOff.getCause();
        } catch (TakenOver takenOver) {
            throw running(run.id());
        } catch (RuntimeException failure) {
            progress.end(
                    ImportState.FAILED, "The service could not store the rows; send them again with this Import-Id.");
            throw failure;
        }
    }

    private static Header header(CsvBody csv, RowImport<?> kind) throws IOException {
        try {
            return Header.of(csv.header(), kind.columns());
        } catch (CsvParseException malformed) {
            throw malformed(describe(malformed));
        } catch (UncheckedIOException brokenOff) {
            throw brokenOff.getCause();
        }
    }

    /** The rows are read again, for only then it is known that they are the same. */
    private static ImportRun finishedBefore(ImportRun run, UnitReader<?> units) throws IOException {
        try {
            if (units.skip(run.counts().rows(), run.fingerprint()) && !units.hasNext()) {
                return run;
            }
            throw anotherFile(run.id());
        } catch (CsvParseException malformed) {
            throw anotherFile(run.id());
        } catch (UncheckedIOException brokenOff) {
            throw brokenOff.getCause();
        }
    }

    private static Refusal anotherFile(String id) {
        return Refusal.conflict(
                "import-id-used",
                "Import-Id " + id + " belongs to another file: the rows that it has counted are not those of this one."
                        + " Send that file again, or this one with a new Import-Id.");
    }

    /** An import that begins, goes on, or ended before; what it was until now, if it was there. */
    private record Start(ImportRun run, ImportState formerState, @Nullable String formerProblem) {

        static Start of(ImportRun run) {
            return new Start(run, run.state(), run.problem());
        }
    }

    private Start start(String kind, String id, long fingerprint, String subject) {
        Instant now = now();
        String owner = UUID.randomUUID().toString();
        ImportRun fresh = new ImportRun(
                id, kind, ImportState.RUNNING, ImportCounts.NONE, fingerprint, now, now, subject, owner, null);
        if (runs.insert(fresh)) {
            return Start.of(fresh);
        }
        ImportRun former = runs.find(id).orElseThrow(() -> running(id));
        if (!former.kind().equals(kind)) {
            throw Refusal.conflict(
                    "import-id-used", "Import-Id " + id + " belongs to an import of " + former.kind() + ".");
        }
        if (former.state() == ImportState.FINISHED) {
            return Start.of(former);
        }
        if (former.state() == ImportState.RUNNING && former.updatedAt().isAfter(now.minus(ABANDONED_AFTER))) {
            throw running(id);
        }
        ImportRun continued = new ImportRun(
                id,
                kind,
                ImportState.RUNNING,
                former.counts(),
                former.fingerprint(),
                former.startedAt(),
                now,
                subject,
                owner,
                null);
        if (!runs.takeOver(continued, former.owner())) {
            throw running(id);
        }
        runs.deleteRejectsAfter(id, former.counts().lastRow());
        boolean abandoned = former.state() == ImportState.RUNNING;
        return new Start(continued, abandoned ? ImportState.INTERRUPTED : former.state(), former.problem());
    }

    /** As fine as the store keeps it, so that the answer is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <R> void store(RowImport<R> kind, UnitReader<R> units, Progress progress) {
        List<UnitReader.Read<R>> batch = new ArrayList<>();
        int rows = 0;
        try {
            while (units.hasNext()) {
                UnitReader.Read<R> unit = units.next();
                batch.add(unit);
                rows += unit.rows();
                if (batch.size() >= kind.batchSize() || rows >= MAX_ROWS_PER_BATCH) {
                    storeBatch(kind, batch, units.fingerprint(), progress);
                    rows = 0;
                }
                progress.beat();
            }
        } catch (CsvParseException malformed) {
            storeBatch(kind, batch, units.fingerprint(), progress);
            throw malformed;
        }
        storeBatch(kind, batch, units.fingerprint(), progress);
    }

    private <R> void storeBatch(
            RowImport<R> kind, List<UnitReader.Read<R>> batch, long fingerprint, Progress progress) {
        if (!batch.isEmpty()) {
            progress.add(storeBatch(kind, batch, progress.run()), fingerprint);
            batch.clear();
        }
    }

    private <R> ImportCounts storeBatch(RowImport<R> kind, List<UnitReader.Read<R>> batch, ImportRun run) {
        List<Unit<R>> readable = new ArrayList<>();
        for (UnitReader.Read<R> unit : batch) {
            R value = unit.value();
            if (value != null) {
                readable.add(new Unit<>(unit.firstRow(), value));
            }
        }
        List<Outcome> outcomes = readable.isEmpty() ? List.of() : kind.store(readable);
        if (outcomes.size() != readable.size()) {
            throw new IllegalStateException("import %s answered %d outcomes for %d units"
                    .formatted(kind.kind(), outcomes.size(), readable.size()));
        }
        Tally tally = new Tally();
        Iterator<Outcome> answers = outcomes.iterator();
        for (UnitReader.Read<R> unit : batch) {
            tally.add(unit, unit.value() == null ? null : answers.next());
        }
        List<Reject> listed = tally.rejects.subList(0, (int)
                Math.min(tally.rejects.size(), MAX_REJECTS_LISTED - run.counts().rejectsListed()));
        if (!listed.isEmpty()) {
            runs.insertRejects(run.id(), listed);
        }
        tally.count(kind.kind(), meters);
        return new ImportCounts(
                tally.rows,
                tally.lastRow,
                tally.inserted,
                tally.updated,
                tally.unchanged,
                tally.rejected,
                listed.size());
    }

    private static String describe(CsvParseException malformed) {
        // What has a cause is no fault of the text that the parser knows, and its message speaks of the inside.
        return malformed.getCause() == null ? String.valueOf(malformed.getMessage()) : "The text cannot be read";
    }

    private static Refusal malformed(String problem) {
        return new Refusal(
                HttpStatus.BAD_REQUEST,
                "malformed-csv",
                "The text is not CSV",
                problem + ". A quote that is not closed, or a field that is too long, ends the import;"
                        + " what came before it is stored.");
    }

    private static Refusal running(String id) {
        return Refusal.conflict("import-running", "Import " + id + " is running; wait until it has ended.");
    }

    /** What became of one batch. */
    private static final class Tally {
        private final List<Reject> rejects = new ArrayList<>();
        private long rows;
        private long lastRow;
        private long inserted;
        private long updated;
        private long unchanged;
        private long rejected;

        void add(UnitReader.Read<?> unit, @Nullable Outcome outcome) {
            rows += unit.rows();
            lastRow = unit.lastRow();
            switch (outcome) {
                case null -> {
                    rejected++;
                    rejects.addAll(unit.rejects());
                }
                case Outcome.Rejected refused -> {
                    rejected++;
                    rejects.add(unit.refused(refused));
                }
                case Outcome.Stored stored -> {
                    switch (stored) {
                        case INSERTED -> inserted++;
                        case UPDATED -> updated++;
                        case UNCHANGED -> unchanged++;
                    }
                }
            }
        }

        void count(String kind, MeterRegistry meters) {
            meters.counter("qudao.import.units", "kind", kind, "outcome", "inserted")
                    .increment(inserted);
            meters.counter("qudao.import.units", "kind", kind, "outcome", "updated")
                    .increment(updated);
            meters.counter("qudao.import.units", "kind", kind, "outcome", "unchanged")
                    .increment(unchanged);
            meters.counter("qudao.import.units", "kind", kind, "outcome", "rejected")
                    .increment(rejected);
        }
    }

    /** The import's document, kept up with what is stored. */
    private final class Progress {
        private ImportRun run;

        Progress(ImportRun run) {
            this.run = run;
        }

        ImportRun run() {
            return run;
        }

        void add(ImportCounts batch, long fingerprint) {
            save(run.with(run.counts().plus(batch), fingerprint, now()));
        }

        /** Shows that somebody is at it, however slowly the rows come. */
        void beat() {
            Instant now = now();
            if (run.updatedAt().isBefore(now.minus(HEARTBEAT))) {
                save(run.with(run.counts(), run.fingerprint(), now));
            }
        }

        ImportRun end(ImportState state, @Nullable String problem) {
            return save(run.ended(state, problem, now()));
        }

        private ImportRun save(ImportRun changed) {
            if (!runs.save(changed)) {
                throw new TakenOver();
            }
            run = changed;
            return changed;
        }
    }

    /** Somebody continues this import elsewhere. */
    private static final class TakenOver extends RuntimeException {
        TakenOver() {
            super("the import was taken over", null, false, false);
        }
    }
}
