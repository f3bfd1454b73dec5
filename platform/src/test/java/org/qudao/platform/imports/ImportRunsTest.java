package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;

class ImportRunsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static MongoServer server;
    private static MongoClient client;

    private final ImportRuns runs = new ImportRuns(client.getDatabase("import-lists"));

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

    @Test
    void pagesShowEveryImportOnceAlsoThoseOfTheSameMoment() {
        started("early", "nodes", NOON.minusSeconds(1));
        started("same-1", "nodes", NOON);
        started("same-2", "nodes", NOON);
        started("same-3", "nodes", NOON);
        started("late", "nodes", NOON.plusSeconds(1));
        started("another", "orders", NOON);

        assertThat(idsPageByPage("nodes", 2)).containsExactly("late", "same-3", "same-2", "same-1", "early");
    }

    @Test
    void anIdOfNoImportOfTheKindBeginsNoPage() {
        started("of-products", "products", NOON);

        assertThatThrownBy(() -> runs.page("places", "of-products", 10))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.getMessage())
                        .contains("after", "next"));
        assertThatThrownBy(() -> runs.page("places", "nobody", 10)).isInstanceOf(Refusal.class);
    }

    private List<String> idsPageByPage(String kind, int limit) {
        List<String> ids = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<ImportRun> page = runs.page(kind, after, limit);
            page.items().forEach(run -> ids.add(run.id()));
            assertThat(ids).doesNotHaveDuplicates();
            after = page.next();
        } while (after != null);
        return ids;
    }

    private void started(String id, String kind, Instant at) {
        runs.insert(new ImportRun(
                id,
                kind,
                ImportState.FINISHED,
                new ImportCounts(0, 0, 0, 0, 0, 0, 0),
                0,
                at,
                at,
                "headquarters",
                "owner",
                null));
    }
}
