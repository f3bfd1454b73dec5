package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.platform.web.Refusal;

class RunImportTest {

    private static final String HEADER = "report_id,place_id,sku,counted\n";
    private static final String FIVE_REPORTS =
            HEADER + "R1,W1,A,1\nR1,W1,B,1\nR2,W1,A,2\nR3,W1,A,3\nR4,W9,A,4\nR5,W1,A,5\n";

    private static MongoServer server;
    private static MongoClient client;

    private final StockCounts kind = new StockCounts();
    private final SteppingClock clock = new SteppingClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ImportRuns runs;
    private RunImport runImport;

    @BeforeAll
    static void startStore() {
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create(server.bindAndGetConnectionString());
    }

    @AfterAll
    static void stopStore() {
        client.close();
        server.shutdownNow();
    }

    @BeforeEach
    void emptyStore() {
        client.getDatabase("imports").drop();
        runs = new ImportRuns(client.getDatabase("imports"));
        runImport = new RunImport(runs, meters, clock);
    }

    @Test
    void storesInBatchesAndCountsWhatBecameOfEveryUnit() throws IOException {
        ImportRun run = run("I1", FIVE_REPORTS);

        assertThat(run.state()).isEqualTo(ImportState.FINISHED);
        assertThat(run.counts()).isEqualTo(new ImportCounts(6, 7, 4, 0, 0, 1, 1));
        assertThat(kind.batches).containsExactly(2, 2, 1);
        assertThat(runs.find("I1")).contains(run);
        assertThat(rejects("I1"))
                .extracting(Reject::row, Reject::column, Reject::rule, Reject::value)
                .containsExactly(tuple(6L, "place_id", "unknown-place", "W9"));
        assertThat(meters.counter("qudao.import.units", "kind", "stock-counts", "outcome", "inserted")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void theSameFileAgainChangesNothing() throws IOException {
        run(null, FIVE_REPORTS);

        ImportRun again = run(null, FIVE_REPORTS);

        assertThat(again.counts()).isEqualTo(new ImportCounts(6, 7, 0, 0, 4, 1, 1));
    }

    @Test
    void changedRowsAreCountedAsUpdated() throws IOException {
        run(null, FIVE_REPORTS);

        assertThat(run(null, FIVE_REPORTS.replace("R2,W1,A,2", "R2,W1,A,9"))
                        .counts()
                        .updated())
                .isEqualTo(1);
    }

    @Test
    void aHeaderAloneFinishesWithNothing() throws IOException {
        assertThat(run("I1", HEADER).counts()).isEqualTo(ImportCounts.NONE);
        assertThat(runs.find("I1").orElseThrow().state()).isEqualTo(ImportState.FINISHED);
    }

    @Test
    void aWrongHeaderLeavesNoImportBehind() {
        assertThatThrownBy(() -> run("I1", "a,b\n1,2\n")).isInstanceOf(Refusal.class);

        assertThat(runs.find("I1")).isEmpty();
    }

    @Test
    void aBrokenConnectionLeavesWhatWasStoredAndCanBeContinued() throws IOException {
        int cutInsideR4 = FIVE_REPORTS.indexOf("R4") + 4;
        assertThatThrownBy(() -> runImport.run(kind, "I1", brokenAfter(FIVE_REPORTS.substring(0, cutInsideR4)), "me"))
                .isInstanceOf(IOException.class)
                .hasMessage("cut");
        ImportRun interrupted = runs.find("I1").orElseThrow();
        assertThat(interrupted.state()).isEqualTo(ImportState.INTERRUPTED);
        assertThat(interrupted.counts()).isEqualTo(new ImportCounts(3, 4, 2, 0, 0, 0, 0));

        ImportRun continued = run("I1", FIVE_REPORTS);

        assertThat(continued.state()).isEqualTo(ImportState.FINISHED);
        assertThat(continued.counts()).isEqualTo(new ImportCounts(6, 7, 4, 0, 0, 1, 1));
        assertThat(kind.batches).containsExactly(2, 2, 1);
        assertThat(continued.startedAt()).isEqualTo(interrupted.startedAt());
    }

    @Test
    void anotherFileCannotGoOnWhereOneBrokeOff() throws IOException {
        int cutInsideR4 = FIVE_REPORTS.indexOf("R4") + 4;
        assertThatThrownBy(() -> runImport.run(kind, "I1", brokenAfter(FIVE_REPORTS.substring(0, cutInsideR4)), "me"))
                .isInstanceOf(IOException.class);

        for (String other : List.of(
                FIVE_REPORTS.replace("R2,W1,A,2", "R2,W1,A,9"),
                FIVE_REPORTS.replace("R1,W1,B,1\n", ""),
                FIVE_REPORTS.substring(0, FIVE_REPORTS.indexOf("R2")))) {
            assertThat(catchThrowableOfType(Refusal.class, () -> run("I1", other)))
                    .hasMessageContaining("another file");
            assertThat(runs.find("I1").orElseThrow().state()).isEqualTo(ImportState.INTERRUPTED);
        }

        assertThat(run("I1", FIVE_REPORTS).counts()).isEqualTo(new ImportCounts(6, 7, 4, 0, 0, 1, 1));
    }

    @Test
    void anImportThatEndedIsAnsweredForItsOwnFileOnly() throws IOException {
        ImportRun run = run("I1", FIVE_REPORTS);

        assertThat(run("I1", FIVE_REPORTS)).isEqualTo(run);
        for (String other : List.of(
                FIVE_REPORTS.replace("R4,W9", "R4,W1"),
                FIVE_REPORTS + "R6,W1,A,6\n",
                HEADER,
                FIVE_REPORTS.replace("place_id,sku", "sku,place_id"))) {
            assertThat(catchThrowableOfType(Refusal.class, () -> run("I1", other)))
                    .hasMessageContaining("new Import-Id");
        }
        assertThat(runs.find("I1")).contains(run);
    }

    @Test
    void aRowApartIsNoticedAcrossAnInterruption() throws IOException {
        String apart = FIVE_REPORTS + "R1,W1,C,1\n";
        assertThatThrownBy(
                        () -> runImport.run(kind, "I1", brokenAfter(apart.substring(0, apart.indexOf("R4") + 4)), "me"))
                .isInstanceOf(IOException.class);

        run("I1", apart);

        assertThat(rejects("I1")).extracting(Reject::rule).contains("rows-apart");
    }

    @Test
    void aFailureOfTheServiceCanBeContinuedWithTheSameBatch() throws IOException {
        kind.beforeStore = () -> {
            if (kind.batches.size() == 1) {
                throw new IllegalStateException("store is away");
            }
        };
        assertThatThrownBy(() -> run("I1", FIVE_REPORTS)).hasMessage("store is away");
        ImportRun failed = runs.find("I1").orElseThrow();
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.problem()).doesNotContain("store is away").contains("Import-Id");

        kind.beforeStore = () -> {};

        assertThat(run("I1", FIVE_REPORTS).counts()).isEqualTo(new ImportCounts(6, 7, 4, 0, 0, 1, 1));
    }

    @Test
    void rejectsOfABatchThatWasNeverRecordedAreNotListedTwice() throws IOException {
        int cut = FIVE_REPORTS.indexOf("R3");
        assertThatThrownBy(() -> runImport.run(kind, "I1", brokenAfter(FIVE_REPORTS.substring(0, cut)), "me"))
                .isInstanceOf(IOException.class);
        runs.insertRejects("I1", List.of(new Reject(6, "place_id", "unknown-place", "W9", "from a crashed batch")));

        ImportRun continued = run("I1", FIVE_REPORTS);

        assertThat(continued.counts().rejected()).isEqualTo(1);
        assertThat(rejects("I1")).singleElement().satisfies(reject -> assertThat(reject.message())
                .doesNotContain("crashed"));
    }

    @Test
    void aFinishedImportAnswersItsResultAgainWithoutStoringAnything() throws IOException {
        ImportRun first = run("I1", FIVE_REPORTS);
        kind.batches.clear();

        assertThat(run("I1", FIVE_REPORTS)).isEqualTo(first);
        assertThat(kind.batches).isEmpty();
    }

    @Test
    void twoAtOnceWithTheSameIdAreRefused() throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        kind.beforeStore = () -> refusals.add(catchThrowableOfType(
                Refusal.class, () -> runImport.run(new StockCounts(), "I1", body(HEADER), "other")));

        run("I1", HEADER + "R1,W1,A,1\n");

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.getStatusCode().value()).isEqualTo(409);
            assertThat(refusal.getBody().getType()).hasToString("https://qudao.org/problems/import-running");
        });
    }

    @Test
    void anAbandonedImportIsTakenOverAndItsFormerOwnerStops() throws IOException {
        kind.beforeStore = () -> {
            kind.beforeStore = () -> {};
            clock.advance(RunImport.ABANDONED_AFTER.plusSeconds(1));
            try {
                assertThat(run("I1", FIVE_REPORTS).state()).isEqualTo(ImportState.FINISHED);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };

        assertThatThrownBy(() -> run("I1", FIVE_REPORTS)).isInstanceOf(Refusal.class);

        assertThat(runs.find("I1").orElseThrow().counts()).isEqualTo(new ImportCounts(6, 7, 4, 0, 0, 1, 1));
    }

    @Test
    void anIdOfAnotherKindIsRefused() throws IOException {
        run("I1", HEADER);
        StockCounts other = new StockCounts() {
            @Override
            public String kind() {
                return "other";
            }
        };

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> runImport.run(other, "I1", body(HEADER), "me"));

        assertThat(refusal.getStatusCode().value()).isEqualTo(409);
        assertThat(refusal.getBody().getDetail()).contains("stock-counts");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_001, 39_000, 1 << 20})
    void aCellThatIsTooLongIsRefusedWithItsLine(int length) {
        for (String quote : List.of("", "\"")) {
            String cell = quote + "x".repeat(length) + quote;
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> run(null, HEADER + "R1,W1,A,1\nR2,W1," + cell + ",1\n"));

            assertThat(refusal.getStatusCode().value()).isEqualTo(400);
            assertThat(refusal.getBody().getDetail()).contains("line 3").doesNotContainIgnoringCase("exception");
        }
    }

    @Test
    void anUnclosedQuoteFailsTheImportAfterWhatCameBefore() throws IOException {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> run("I1", HEADER + "R1,W1,A,1\nR2,W1,A,1\nR3,W1,\"A,1\nR4,W1,A,1\n"));

        assertThat(refusal.getStatusCode().value()).isEqualTo(400);
        assertThat(refusal.getBody().getProperties()).containsEntry("import", "I1");
        ImportRun failed = runs.find("I1").orElseThrow();
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.problem()).contains("line 4").doesNotContainIgnoringCase("exception");
        assertThat(failed.counts().inserted())
                .as("R2 may go on in the line that cannot be read")
                .isEqualTo(1);
    }

    @Test
    void showsThatItIsAliveWhileRowsComeSlowly() throws IOException {
        StockCounts large = new StockCounts() {
            @Override
            public int batchSize() {
                return 1_000;
            }
        };
        Instant start = clock.instant();
        List<Instant> seen = new ArrayList<>();
        InputStream slow = new SequenceInputStream(
                body(HEADER + "R1,W1,A,1\n".repeat(3) + ("R2,W1,A,1\n" + "R3,W1,A,1\n").repeat(20_000)),
                new InputStream() {
                    @Override
                    public int read() {
                        clock.advance(Duration.ofSeconds(20));
                        return -1;
                    }
                });
        large.beforeStore = () -> runs.find("I1").ifPresent(run -> seen.add(run.updatedAt()));

        runImport.run(large, "I1", slow, "me");

        assertThat(seen).isSorted();
        assertThat(runs.find("I1").orElseThrow().updatedAt()).isAfter(start);
    }

    @Test
    void listsAtMostTheBoundOfRejectsButCountsAll() throws IOException {
        StockCounts rows = new StockCounts() {
            @Override
            public int batchSize() {
                return 5_000;
            }
        };
        rows.groupBy = null;

        ImportRun run = runImport.run(rows, "I1", body(HEADER + "R1,W1,A,x\n".repeat(100_500)), "me");

        assertThat(run.counts().rejected()).isEqualTo(100_500);
        assertThat(run.counts().rejectsListed()).isEqualTo(RunImport.MAX_REJECTS_LISTED);
        assertThat(client.getDatabase("imports")
                        .getCollection(ImportRuns.REJECTS)
                        .countDocuments())
                .isEqualTo(RunImport.MAX_REJECTS_LISTED);
    }

    private ImportRun run(@Nullable String id, String csv) throws IOException {
        return runImport.run(kind, id, body(csv), "me");
    }

    private List<Reject> rejects(String id) {
        List<Reject> found = new ArrayList<>();
        runs.eachReject(id, found::add);
        return found;
    }

    private static InputStream body(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream brokenAfter(String csv) {
        return new SequenceInputStream(body(csv), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        });
    }

    /** Stands still unless told otherwise; whole milliseconds, like the store. */
    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
