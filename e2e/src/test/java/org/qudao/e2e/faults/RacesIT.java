package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.faults.Request.Act;
import tools.jackson.databind.JsonNode;

/** Many want the same at the same moment. */
class RacesIT {

    private static final int MUCH_CREDIT = 1_000_000;

    private final Installation installation = Installation.shared();
    private final Witness witness = Witness.patient();
    private final Checker checker = new Checker(installation);

    @AfterEach
    void close() {
        checker.close();
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "16, 10"})
    void theLastUnitsAreSoldOnce(int buyers, int units) throws Exception {
        Market market = Market.open(installation, 16, 1, 0, MUCH_CREDIT);
        market.receive(market.warehouses().getFirst(), units);
        List<Callable<Request>> race = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            race.add(order(market, market.dealers().get(i % 16), "race-" + i));
        }
        atOnce(race);
        assertThat(checker.check(market, witness).broken()).isEmpty();
        assertThat(statuses(market)).isEqualTo(Map.of("CONFIRMED", units, "BACK_ORDERED", buyers - units));

        // The oldest back-orders are served from what comes in, as an act of headquarters that the checker knows of.
        int more = 4;
        String receipt = "REC-" + market.region();
        String body = Market.receipt(receipt, market.warehouses().getLast(), market.items(), more);
        Api hq = installation.hq();
        witness.make(Act.PLAN, receipt, "HQ", body, () -> hq.post("/api/v1/receipts", body));
        witness.make(Act.RECEIVE, receipt, "HQ", body, () -> hq.post("/api/v1/receipts/" + receipt + "/receive", "{}"));
        assertThat(checker.check(market, witness).broken()).isEmpty();
        assertThat(statuses(market))
                .isEqualTo(Map.of("CONFIRMED", units + more, "BACK_ORDERED", buyers - units - more));
    }

    @Test
    void theLastCreditIsTakenOnce() throws Exception {
        int affordable = 5;
        Market market = Market.open(
                installation, 1, 1, 1_000, affordable * Market.price(0).intValueExact());
        List<Callable<Request>> race = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            race.add(order(market, market.dealers().getFirst(), "credit-" + i));
        }
        atOnce(race);
        assertThat(checker.check(market, witness).broken()).isEmpty();
        assertThat(statuses(market)).isEqualTo(Map.of("CONFIRMED", affordable, "HELD", 16 - affordable));
    }

    @Test
    void theSameKeyFiftyTimesAtOnceIsOneOrder() throws Exception {
        Market market = Market.open(installation, 1, 1, 100, MUCH_CREDIT);
        String dealer = market.dealers().getFirst();
        List<Callable<Request>> race = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            race.add(order(market, dealer, "one-key"));
        }
        assertThat(atOnce(race).stream().map(Request::answer).distinct()).hasSize(1);
        assertThat(installation
                        .dealer(dealer)
                        .post("/api/v1/orders", market.orderFor(2), "one-key")
                        .status())
                .isEqualTo(409);
        assertThat(checker.check(market, witness).broken()).isEmpty();
        assertThat(statuses(market)).isEqualTo(Map.of("CONFIRMED", 1));
    }

    private Callable<Request> order(Market market, String dealer, String key) {
        Api api = installation.dealer(dealer);
        String body = market.orderFor(1);
        return () -> witness.make(Act.SUBMIT, key, dealer, body, () -> api.post("/api/v1/orders", body, key));
    }

    private Map<String, Integer> statuses(Market market) {
        Map<String, Integer> statuses = new TreeMap<>();
        for (String dealer : market.dealers()) {
            for (JsonNode order : Picture.pages(installation.hq(), "/api/v1/orders?limit=500&nodeId=" + dealer)) {
                statuses.merge(order.get("status").asString(), 1, Integer::sum);
            }
        }
        return statuses;
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> one : clients.invokeAll(calls)) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
