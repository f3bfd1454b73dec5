package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Infrastructure;

/** A view on the store, told in any order and as often as anybody likes. */
class LatestStateIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("latest_state"));

    private final MongoCollection<Document> view =
            STORE.getDatabase("latest_state").getCollection("view_" + UUID.randomUUID());

    @Property(tries = 30)
    void theNewestIsKeptHoweverItIsTold(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 9) Integer> versions,
            @ForAll @IntRange(min = 1, max = 4) int together) {
        LatestStateIT fresh = new LatestStateIT();
        for (int from = 0; from < versions.size(); from += together) {
            LatestState.upsertIfNewer(
                    fresh.view,
                    versions.subList(from, Math.min(versions.size(), from + together)).stream()
                            .map(version -> told("a", version))
                            .toList());
            fresh.isAt(
                    "a",
                    IntStream.rangeClosed(0, Math.min(versions.size(), from + together) - 1)
                            .map(versions::get)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void anOldOneAmongOthersDoesNotHoldThemUp() {
        LatestState.upsertIfNewer(view, List.of(told("a", 5)));

        LatestState.upsertIfNewer(view, List.of(told("a", 4), told("b", 1)));

        isAt("a", 5);
        isAt("b", 1);
    }

    @Test
    void nothingToldIsNothingWritten() {
        LatestState.upsertIfNewer(view, List.of());

        assertThat(view.countDocuments()).isZero();
    }

    private void isAt(String id, long version) {
        assertThat(view.find(new Document("_id", id)).first())
                .containsEntry("version", version)
                .containsEntry("name", id + version);
    }

    private static Versioned told(String id, long version) {
        return new Versioned(id, version, new Document("name", id + version));
    }
}
