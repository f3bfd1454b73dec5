package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import tools.jackson.databind.JsonNode;

/** What must be true of the whole installation once it is quiet again, whatever happened before. */
final class Consistency {

    private static final Duration CONVERGES_WITHIN = Duration.ofSeconds(90);
    private static final Set<String> UNDECIDED = Set.of("SUBMITTED", "APPROVED");
    private static final List<String> DATABASES = List.of("qudao_dealer", "qudao_order", "qudao_inventory");

    private final Installation installation;
    private final Api hq;

    Consistency(Installation installation) {
        this.installation = installation;
        this.hq = installation.hq();
    }

    /** Everything at rest, every order explained, ledger and credit verified, nothing left unpublished. */
    void check(Trade trade, Map<String, String> orderByKey) {
        awaitRest(orderByKey.values());
        assertThat(new HashSet<>(orderByKey.values())).as("one order per key").hasSameSizeAs(orderByKey.keySet());
        assertThat(ordersOf(trade.dealers()))
                .as("no order but those acknowledged")
                .hasSameSizeAs(orderByKey.keySet());
        orderByKey.values().forEach(this::assertHistoryExplainsStatus);
        assertNothingUnpublished();
        assertLedgerVerified();
        assertCreditVerified();
    }

    void awaitRest(Collection<String> orders) {
        await("every order is decided and sourced")
                .atMost(CONVERGES_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    for (String id : orders) {
                        assertThat(order(id).get("status").asString()).as(id).isNotIn(UNDECIDED);
                    }
                });
    }

    JsonNode order(String id) {
        return hq.get("/api/v1/orders/" + id).ok();
    }

    int reserved(Trade trade) {
        return hq.get("/api/v1/stock/" + trade.warehouse() + "/" + trade.sku())
                .ok()
                .get("reserved")
                .asInt();
    }

    int available(Trade trade) {
        return hq.get("/api/v1/stock/" + trade.warehouse() + "/" + trade.sku())
                .ok()
                .get("available")
                .asInt();
    }

    void assertLedgerVerified() {
        JsonNode report = hq.get("/api/v1/ledger/verify").ok();
        assertThat(report.get("consistent").asBoolean()).as(report.toString()).isTrue();
    }

    void assertCreditVerified() {
        JsonNode report = hq.get("/api/v1/credit-accounts/verify").ok();
        assertThat(report.get("consistent").asBoolean()).as(report.toString()).isTrue();
    }

    void assertNothingUnpublished() {
        await("no outbox entry is left").atMost(CONVERGES_WITHIN).untilAsserted(() -> {
            for (String database : DATABASES) {
                try (MongoClient client = MongoClients.create(installation.storeUri(database))) {
                    MongoDatabase documents = client.getDatabase(database);
                    for (String collection : documents.listCollectionNames()) {
                        long left = documents.getCollection(collection).countDocuments(Filters.gte("outbox.v", 0L));
                        assertThat(left).as(database + "." + collection).isZero();
                    }
                }
            }
        });
    }

    private List<JsonNode> ordersOf(List<String> dealers) {
        List<JsonNode> orders = new ArrayList<>();
        for (String dealer : dealers) {
            String after = "";
            do {
                JsonNode page = hq.get("/api/v1/orders?limit=500&nodeId=" + dealer + after)
                        .ok();
                page.get("items").forEach(orders::add);
                after = page.path("next").isString()
                        ? "&after=" + page.get("next").asString()
                        : "";
            } while (!after.isEmpty());
        }
        return orders;
    }

    private void assertHistoryExplainsStatus(String id) {
        JsonNode history = hq.get("/api/v1/orders/" + id + "/history").ok();
        JsonNode steps = history.get("transitions");
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).get("from").asString())
                    .as("step %d of %s", i, id)
                    .isEqualTo(steps.get(i - 1).get("to").asString());
        }
        assertThat(steps.get(steps.size() - 1).get("to").asString())
                .as("last step of %s", id)
                .isEqualTo(order(id).get("status").asString());
    }
}
