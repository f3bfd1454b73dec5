package org.qudao.e2e.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics;
import tools.jackson.databind.JsonNode;

/** Waits until an installation has nothing left to do. */
final class Rest {

    private static final Set<String> UNDECIDED = Set.of("SUBMITTED", "APPROVED");
    private static final Set<String> UNFINISHED = Set.of("SUBMITTED", "RECEIVED");

    private final Installation installation;
    private final Topics topics;
    private final Duration within;

    Rest(Installation installation, Topics topics, Duration within) {
        this.installation = installation;
        this.topics = topics;
        this.within = within;
    }

    /** @return how long it took; what is left when that takes too long is the broken promise */
    Duration await(Market market, List<String> broken) {
        long start = System.nanoTime();
        List<String> left = new ArrayList<>();
        try (Outboxes outboxes = new Outboxes(installation)) {
            until(market, outboxes, left);
        } catch (ConditionTimeoutException e) {
            broken.add("E not converged within %s: %s".formatted(within, left));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void until(Market market, Outboxes outboxes, List<String> left) {
        Awaitility.await().atMost(within).pollInterval(Duration.ofMillis(250)).until(() -> {
            left.clear();
            left.addAll(toDo(market, outboxes));
            return left.isEmpty();
        });
    }

    private List<String> toDo(Market market, Outboxes outboxes) {
        try {
            List<String> toDo = outboxes.left();
            long lag = topics.lag();
            if (lag > 0) {
                toDo.add(lag + " events to consume");
            }
            if (toDo.isEmpty()) {
                undecided(market, toDo);
                notBooked(toDo);
                verified("/api/v1/ledger/verify", toDo);
                verified("/api/v1/credit-accounts/verify", toDo);
            }
            return toDo;
        } catch (UncheckedIOException | AssertionError notYet) {
            return List.of(String.valueOf(notYet.getMessage()));
        }
    }

    /** Goods that came back and wait for the books. */
    private void notBooked(List<String> toDo) {
        try (MongoClient client = MongoClients.create(installation.storeUri("qudao_inventory"))) {
            long left = client.getDatabase("qudao_inventory")
                    .getCollection("returns")
                    .countDocuments(Filters.eq("stage", "RECEIVED"));
            if (left > 0) {
                toDo.add(left + " returns to book");
            }
        }
    }

    private void undecided(Market market, List<String> toDo) {
        Api hq = installation.hq();
        for (String status : UNDECIDED) {
            for (String dealer : market.dealers()) {
                int orders = Picture.pages(hq, "/api/v1/orders?limit=500&status=" + status + "&nodeId=" + dealer)
                        .size();
                if (orders > 0) {
                    toDo.add("%d orders of %s are %s".formatted(orders, dealer, status));
                }
            }
        }
        for (String status : UNFINISHED) {
            for (String dealer : market.dealers()) {
                int returns = Picture.pages(hq, "/api/v1/returns?limit=500&status=" + status + "&nodeId=" + dealer)
                        .size();
                if (returns > 0) {
                    toDo.add("%d returns of %s are %s".formatted(returns, dealer, status));
                }
            }
        }
    }

    private void verified(String address, List<String> toDo) {
        JsonNode report = installation.hq().get(address).ok();
        if (!report.get("consistent").asBoolean()) {
            toDo.add(address + " says " + report);
        }
    }
}
