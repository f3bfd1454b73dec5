package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class ReplenishmentIT extends IntegrationTest {
    @BeforeEach
    void steadyDemandAndOneForecast() {
        Events.node("RP-HQ", 1, "HEADQUARTERS", List.of("RP-HQ"));
        Events.node("RP-R1", 1, "REGION", List.of("RP-HQ", "RP-R1"));
        Events.node("RP-D1", 1, "DEALER", List.of("RP-HQ", "RP-R1", "RP-D1"));
        for (String sku : List.of("RP-A", "RP-B", "RP-C", "RP-D", "RP-K", "RP-E", "RP-F", "RP-H", "RP-I")) {
            for (int t = 0; t < 24; t++) {
                String month = "201%d-%02d".formatted(2 + t / 12, 1 + t % 12);
                Events.recorded("rp-" + sku + "-" + t, 1, "RP-D1", month, sku, 290 + 20 * (t % 2));
            }
            Events.product(sku, 1, sku.equals("RP-E") ? "DISCONTINUED" : "ACTIVE");
        }
        // By region: the orders come by one topic, the nodes by another.
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=RP-E&regionId=RP-R1").items())
                .hasSize(24));
        run();
    }

    private void run() {
        Answer started = post(Tokens.hq(), "forecast-runs", Map.of("asOf", "2013-12"));
        assertThat(started.status()).isEqualTo(202);
        String path = "forecast-runs/" + started.body().get("id").asString();
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).body().get("state").asString())
                .isEqualTo("FINISHED"));
    }

    @Test
    void proposesWhatIsMissingAndShowsHow() {
        stock("RP-W1", "RP-A", 1, 100, 20);

        JsonNode outcome = calculate("RP-W1", Map.of("orderMultiple", 12, "serviceLevel", 0.95));
        assertThat(outcome.get("items").asInt()).isEqualTo(1);
        assertThat(outcome.get("proposed").asInt()).isEqualTo(1);
        JsonNode proposal = open("RP-W1", "RP-A");

        JsonNode steps = proposal.get("steps");
        Map<String, Double> values = values(proposal);
        double upTo = values.get("protectionDemand") + values.get("safetyStock");
        assertThat(values.get("orderUpTo")).isCloseTo(upTo, within(1e-6));
        assertThat(values.get("position")).isEqualTo(120);
        // 21 days of about 300 a month, and no less than the shortfall, in cases of 12
        assertThat(values.get("protectionDemand")).isBetween(195.0, 220.0);
        assertThat(proposal.get("quantity").asLong() % 12).isZero();
        assertThat(proposal.get("quantity").asDouble()).isBetween(upTo - 120 - 0.001, upTo - 120 + 12);
        assertThat(proposal.get("demand").get("months").get(0).get("month").asString())
                .isEqualTo("2014-01");
        assertThat(steps.get(4).get("formula").asString()).isEqualTo("SS = z × σ(L + R)");
        assertThat(ids(Tokens.hq(), "replenishment-proposals?place=RP-W1&sku=RP-A"))
                .containsExactly(proposal.get("id").asString());
        assertThat(ids(Tokens.hq(), "replenishment-proposals?place=RP-W1&sku=RP-B"))
                .isEmpty();
    }

    @Test
    void aWarehouseFromWhichNoOrdersAreServedTakesNoPartInDemand() {
        Events.quarantine("RP-Q", "RP-K", 1, 3);
        stock("RP-W10", "RP-K", 1, 0, 0);
        await().untilAsserted(() -> assertThat(database.getCollection("balances")
                        .countDocuments(new Document("warehouse", true).append("place", "RP-Q")))
                .isEqualTo(1));

        calculate("RP-W10", Map.of());

        assertThat(open("RP-W10", "RP-K").get("demand").get("share").asDouble()).isEqualTo(1);
        assertThat(calculate("RP-Q", Map.of()).get("items").asInt()).isZero();
    }

    @Test
    void acceptingTwiceOrdersOnceAndCountsAsPlannedUntilItArrives() {
        stock("RP-W2", "RP-B", 1, 0, 0);
        calculate("RP-W2", Map.of());
        JsonNode proposal = open("RP-W2", "RP-B");
        String id = proposal.get("id").asString();

        Answer first = post(Tokens.hq(), "replenishment-proposals/" + id + "/accept", null);
        Answer second = post(Tokens.hq(), "replenishment-proposals/" + id + "/accept", null);
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        await().untilAsserted(() -> assertThat(accepted(id)).hasSize(1));
        Contracts.assertValid("forecast.proposal", accepted(id).getFirst().json());
        assertThat(accepted(id).getFirst().type()).isEqualTo("ProposalAccepted");

        // Accepted goods count: nothing more is due, before the receipt is heard of and after it.
        assertThat(calculate("RP-W2", Map.of()).get("proposed").asInt()).isZero();
        long quantity = proposal.get("quantity").asLong();
        receipt(id, 1, "PLANNED", "RP-W2", "RP-B", quantity);
        assertThat(calculate("RP-W2", Map.of()).get("proposed").asInt()).isZero();
        calculate("RP-W2", Map.of("leadTimeDays", 200));
        assertThat(planned("RP-W2", "RP-B")).isEqualTo(quantity);
        calculate("RP-W2", Map.of());

        stock("RP-W2", "RP-B", 2, quantity, 0);
        Events.receipt(id, 3, "RECEIVED", "RP-W2", "RP-B", quantity);
        await().untilAsserted(() -> assertThat(get(Tokens.hq(), "replenishment-proposals/" + id)
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("RECEIVED"));
        assertThat(calculate("RP-W2", Map.of()).get("proposed").asInt()).isZero();
        assertThat(post(Tokens.hq(), "replenishment-proposals/" + id + "/dismiss", Map.of("reason", "too late"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatHeadquartersPlannedItselfCountsUntilItArrivesOrIsCancelled() {
        stock("RP-W7", "RP-H", 1, 0, 0);
        calculate("RP-W7", Map.of());
        long alone = open("RP-W7", "RP-H").get("quantity").asLong();

        receipt("rp-come", 1, "PLANNED", "RP-W7", "RP-H", 70);
        receipt("rp-gone", 1, "PLANNED", "RP-W7", "RP-H", 40);
        receipt("rp-else", 1, "PLANNED", "RP-W7", "RP-B", 500);
        receipt("rp-far", 1, "PLANNED", "RP-W1", "RP-H", 500);
        calculate("RP-W7", Map.of());
        assertThat(planned("RP-W7", "RP-H")).isEqualTo(110);
        // Both were expected in January 2014: they count, and the steps say so.
        assertThat(values(open("RP-W7", "RP-H")).get("overdueReceipts")).isEqualTo(110);
        assertThat(open("RP-W7", "RP-H").get("quantity").asLong()).isEqualTo(alone - 110);

        receipt("rp-gone", 2, "CANCELLED", "RP-W7", "RP-H", 40);
        receipt("rp-come", 3, "RECEIVED", "RP-W7", "RP-H", 70);
        // Told again and too late: both are over.
        Events.receipt("rp-gone", 1, "PLANNED", "RP-W7", "RP-H", 40);
        Events.receipt("rp-come", 1, "PLANNED", "RP-W7", "RP-H", 70);
        receipt("rp-last", 1, "PLANNED", "RP-W7", "RP-H", 1);
        stock("RP-W7", "RP-H", 2, 70, 0);
        calculate("RP-W7", Map.of());
        assertThat(planned("RP-W7", "RP-H")).isEqualTo(1);
        assertThat(open("RP-W7", "RP-H").get("quantity").asLong()).isEqualTo(alone - 71);
    }

    @Test
    void aCancelledReceiptClosesItsProposalAndTheItemIsProposedAnew() {
        stock("RP-W8", "RP-I", 1, 0, 0);
        calculate("RP-W8", Map.of());
        JsonNode accepted = open("RP-W8", "RP-I");
        String id = accepted.get("id").asString();
        long quantity = accepted.get("quantity").asLong();
        assertThat(post(Tokens.hq(), "replenishment-proposals/" + id + "/accept", null)
                        .status())
                .isEqualTo(200);
        receipt(id, 1, "PLANNED", "RP-W8", "RP-I", quantity);
        assertThat(calculate("RP-W8", Map.of()).get("proposed").asInt()).isZero();

        Events.receipt(id, 2, "CANCELLED", "RP-W8", "RP-I", quantity);

        await().untilAsserted(() -> assertThat(get(Tokens.hq(), "replenishment-proposals/" + id)
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("CANCELLED"));
        assertThat(calculate("RP-W8", Map.of()).get("proposed").asInt()).isEqualTo(1);
        JsonNode anew = open("RP-W8", "RP-I");
        assertThat(anew.get("id").asString()).isNotEqualTo(id);
        assertThat(anew.get("quantity").asLong()).isEqualTo(quantity);
        assertThat(post(Tokens.hq(), "replenishment-proposals/" + id + "/accept", null)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDismissedProposalCannotBeAcceptedAndComesAgainAsAnother() {
        stock("RP-W3", "RP-C", 1, 0, 0);
        calculate("RP-W3", Map.of());
        String id = open("RP-W3", "RP-C").get("id").asString();

        assertThat(post(Tokens.hq(), "replenishment-proposals/" + id + "/dismiss", Map.of())
                        .status())
                .isEqualTo(400);
        Answer dismissed =
                post(Tokens.hq(), "replenishment-proposals/" + id + "/dismiss", Map.of("reason", "phased out"));
        assertThat(dismissed.body().get("remark").asString()).isEqualTo("phased out");
        assertThat(post(Tokens.hq(), "replenishment-proposals/" + id + "/accept", null)
                        .status())
                .isEqualTo(409);

        calculate("RP-W3", Map.of());
        assertThat(open("RP-W3", "RP-C").get("id").asString()).isNotEqualTo(id);
    }

    @Test
    void anOpenProposalFollowsTheStockAndIsWithdrawnWhenNothingIsDue() {
        stock("RP-W4", "RP-D", 1, 0, 0);
        calculate("RP-W4", Map.of());
        JsonNode before = open("RP-W4", "RP-D");

        stock("RP-W4", "RP-D", 2, 50, 0);
        calculate("RP-W4", Map.of());
        JsonNode after = open("RP-W4", "RP-D");
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.get("quantity").asLong())
                .isEqualTo(before.get("quantity").asLong() - 50);

        stock("RP-W4", "RP-D", 3, 100_000, 0);
        assertThat(calculate("RP-W4", Map.of()).get("withdrawn").asInt()).isEqualTo(1);
        assertThat(get(Tokens.hq(), "replenishment-proposals?place=RP-W4&state=OPEN")
                        .items())
                .isEmpty();
    }

    @Test
    void nothingIsProposedForAProductThatIsDiscontinuedOrWasNeverOrdered() {
        stock("RP-W5", "RP-E", 1, 0, 0);
        stock("RP-W5", "RP-NEVER", 1, 0, 0);

        JsonNode outcome = calculate("RP-W5", Map.of());
        assertThat(outcome.get("withoutForecast").asInt()).isEqualTo(2);
        assertThat(outcome.get("proposed").asInt()).isZero();
    }

    @Test
    void aWarehouseAndTheOneItSuppliesAreSafeOnlyOnce() {
        stock("RP-CENTRAL", "RP-F", 1, 100, 0);
        stock("RP-NORTH", "RP-F", 1, 30, 0);
        Map<String, Object> upper = Map.of("place", "RP-CENTRAL", "leadTimeDays", 30, "reviewPeriodDays", 7);
        Map<String, Object> lower =
                Map.of("place", "RP-NORTH", "regionIds", List.of("RP-R1"), "leadTimeDays", 14, "reviewPeriodDays", 7);

        calculate("RP-NORTH", Map.of());
        assertThat(open("RP-NORTH", "RP-F").get("quantity").asLong()).isPositive();

        Answer answer = post(
                Tokens.hq(),
                "replenishment-proposals/calculate-network",
                Map.of("upper", upper, "lower", List.of(lower), "holdingShare", 0.5));

        assertThat(answer.status()).isEqualTo(200);
        // Products of the region that no warehouse has held yet are ordered as well; there are none of them to send
        // down.
        assertThat(answer.body().get("proposed").asInt()).isPositive();
        JsonNode transfer = answer.body().get("largest").get(0);
        assertThat(transfer.get("from").asString()).isEqualTo("RP-CENTRAL");
        assertThat(transfer.get("to").asString()).isEqualTo("RP-NORTH");
        // Three weeks of 300 a month are about 207; 30 are there and 100 can come.
        assertThat(transfer.get("wanted").asLong()).isBetween(170L, 200L);
        assertThat(transfer.get("quantity").asLong()).isEqualTo(100);

        JsonNode proposal = open("RP-CENTRAL", "RP-F");
        double position = 0;
        double upTo = 0;
        for (JsonNode step : proposal.get("steps")) {
            position = step.get("name").asString().equals("position")
                    ? step.get("value").asDouble()
                    : position;
            upTo = step.get("name").asString().equals("orderUpTo")
                    ? step.get("value").asDouble()
                    : upTo;
        }
        assertThat(position).isEqualTo(130);
        assertThat(proposal.get("quantity").asDouble()).isBetween(upTo - 130 - 0.001, upTo - 129);
        // The lower warehouse's goods come from the upper one: nothing is ordered for it any more.
        assertThat(get(Tokens.hq(), "replenishment-proposals?place=RP-NORTH&state=OPEN&limit=10")
                        .items())
                .isEmpty();
    }

    /**
     * The dealer orders 300 a month, and sells 100 itself and 150 through an outlet that tells; another dealer tells nothing and orders
     * 300 as well. What the first orders is no demand beside what it sells.
     */
    @Test
    void dealersAndOutletsThatSayWhatTheySellAreEchelonsOfTheirOwn() {
        Events.node("RP-R2", 1, "REGION", List.of("RP-HQ", "RP-R2"));
        Events.node("RP-D2", 1, "DEALER", List.of("RP-HQ", "RP-R2", "RP-D2"));
        Events.node("RP-O2", 1, "OUTLET", List.of("RP-HQ", "RP-R2", "RP-D2", "RP-O2"));
        Events.node("RP-D3", 1, "DEALER", List.of("RP-HQ", "RP-R2", "RP-D3"));
        Events.node("RP-O3", 1, "OUTLET", List.of("RP-HQ", "RP-R2", "RP-D3", "RP-O3"));
        for (int t = 0; t < 24; t++) {
            String month = "201%d-%02d".formatted(2 + t / 12, 1 + t % 12);
            Events.recorded("rp-g2-" + t, 1, "RP-D2", month, "RP-G", 290 + 20 * (t % 2));
            Events.recorded("rp-g3-" + t, 1, "RP-D3", month, "RP-G", 290 + 20 * (t % 2));
            Events.sellOut("rp-sd-" + t, 1, "RP-D2", month, "RP-G", 95 + 10 * (t % 2));
            if (t < 22) { // it has not told of the last two months yet, which is not that it sold nothing
                Events.sellOut("rp-so-" + t, 1, "RP-O2", month, "RP-G", 140 + 20 * (t % 2));
            }
            Events.sellOut("rp-s3-" + t, 1, "RP-O3", month, "RP-G", 60); // is in its silent dealer's orders
        }
        // A corrected report counts once, whichever of its versions comes last.
        Events.sellOut("rp-so-0", 3, "RP-O2", "2012-01", "RP-G", 145);
        Events.sellOut("rp-so-0", 2, "RP-O2", "2012-01", "RP-G", 99_999);
        Events.stockOfNode("RP-D2", "RP-G", 1, 40, 10);
        Events.stockOfNode("RP-O2", "RP-G", 1, 20, 0);
        stock("RP-W6", "RP-G", 1, 500, 0);
        await().untilAsserted(() -> {
            assertThat(get(Tokens.hq(), "demand?sku=RP-G&regionId=RP-R2").items())
                    .hasSize(24);
            assertThat(database.getCollection("sell_outs").countDocuments(new Document("nodeId", "RP-O2")))
                    .isEqualTo(22);
            assertThat(database.getCollection("sell_outs").countDocuments(new Document("nodeId", "RP-O3")))
                    .isEqualTo(24);
            assertThat(database.getCollection("balances").countDocuments(new Document("nodeId", "RP-O2")))
                    .isEqualTo(1);
        });
        run();
        Map<String, Object> warehouse =
                Map.of("place", "RP-W6", "regionIds", List.of("RP-R2"), "leadTimeDays", 30, "reviewPeriodDays", 7);
        Map<String, Object> byRoad = Map.of("leadTimeDays", 7, "reviewPeriodDays", 7);

        JsonNode known = network(Map.of("upper", warehouse, "dealers", byRoad));
        JsonNode proposal = open("RP-W6", "RP-G");

        assertThat(known.get("nodes").asInt()).isEqualTo(2);
        Map<String, Double> values = values(proposal);
        assertThat(values.get("ownShare of RP-W6")).isEqualTo(0.5);
        assertThat(proposal.get("steps").get(0).get("inputs").asString()).matches("1 − 3600 ÷ 7200");
        // 300 of the silent dealer, 100 and 150 of those who tell
        assertThat(proposal.get("demand").get("months").get(0).get("units").asDouble())
                .isBetween(530.0, 570.0);
        // 500 here, 50 at the dealer and on the way to it, 20 at the outlet
        assertThat(values.get("position")).isEqualTo(570);
        // Goods for the outlet take 30 + 7 + 7 days and wait 7 for the review here, and up to 6 at each place below: 63
        // days of 150 a month
        assertThat(values.get("protectionDemand of RP-O2")).isBetween(295.0, 330.0);
        Map<String, JsonNode> transfers = new HashMap<>();
        known.get("largest")
                .forEach(one -> transfers.put(
                        one.get("from").asString() + " " + one.get("to").asString(), one));
        assertThat(transfers).containsOnlyKeys("RP-W6 RP-D2", "RP-D2 RP-O2");
        // The outlet lacks two weeks of 150 a month less 20; the dealer has only 40 for it.
        assertThat(transfers.get("RP-D2 RP-O2").get("wanted").asLong()).isBetween(45L, 75L);
        assertThat(transfers.get("RP-D2 RP-O2").get("quantity").asLong()).isEqualTo(40);

        // By their orders alone the same region needs more, and nobody below is looked at.
        JsonNode unknown = network(Map.of("upper", warehouse, "lower", List.of(Map.of("place", "RP-W6B"))));
        Map<String, Double> byOrders = values(open("RP-W6", "RP-G"));
        assertThat(unknown.get("nodes").asInt()).isZero();
        assertThat(byOrders).doesNotContainKey("ownShare of RP-W6");
        assertThat(byOrders.get("position")).isEqualTo(500);
    }

    private JsonNode network(Map<String, Object> parameters) {
        stock("RP-W6B", "RP-ELSE", 1, 0, 0);
        Answer answer = post(Tokens.hq(), "replenishment-proposals/calculate-network", parameters);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static Map<String, Double> values(JsonNode proposal) {
        Map<String, Double> values = new HashMap<>();
        proposal.get("steps")
                .forEach(step -> values.put(
                        step.get("name").asString(), step.get("value").asDouble()));
        return values;
    }

    @Test
    void aRegionServedTwiceIsRefused() {
        Map<String, Object> upper = Map.of("place", "RP-X", "regionIds", List.of("RP-R1"));
        Map<String, Object> lower = Map.of("place", "RP-Y", "regionIds", List.of("RP-R1"));

        Answer answer = post(
                Tokens.hq(),
                "replenishment-proposals/calculate-network",
                Map.of("upper", upper, "lower", List.of(lower)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("RP-R1 is served by two places");
        assertThat(post(Tokens.dealer("RP-D1"), "replenishment-proposals/calculate-network", Map.of())
                        .status())
                .isIn(400, 403);
    }

    @Test
    void aPlaceServesAllRegionsBelowTheOneItServesAndAnUnknownOneIsRefused() {
        Events.node("RP-COUNTRY", 1, "REGION", List.of("RP-HQ", "RP-COUNTRY"));
        Events.node("RP-R9", 1, "REGION", List.of("RP-HQ", "RP-COUNTRY", "RP-R9"));
        Events.node("RP-D9", 1, "DEALER", List.of("RP-HQ", "RP-COUNTRY", "RP-R9", "RP-D9"));
        for (int month = 1; month <= 12; month++) {
            Events.recorded("rp-9-" + month, 1, "RP-D9", "2013-%02d".formatted(month), "RP-J", 290 + 20 * (month % 2));
        }
        stock("RP-W9", "RP-J", 1, 0, 0);
        await().untilAsserted(() -> assertThat(
                        get(Tokens.hq(), "demand?sku=RP-J&regionId=RP-R9").items())
                .hasSize(12));
        run();

        JsonNode outcome = calculate("RP-W9", Map.of("regionIds", List.of("RP-COUNTRY")));
        assertThat(outcome.get("withoutForecast").asInt()).isZero();
        JsonNode proposal = open("RP-W9", "RP-J");
        assertThat(proposal.get("demand").get("series").asInt()).isEqualTo(1);

        Answer refused = post(
                Tokens.hq(),
                "replenishment-proposals/calculate?place=RP-W9",
                Map.of("regionIds", List.of("RP-COUNTRY", "RP-TYPO", "RP-D9", "RP-HQ")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("detail").asString()).contains("no region RP-D9, RP-HQ, RP-TYPO here");
        assertThat(open("RP-W9", "RP-J")).isEqualTo(proposal);
        Answer twice = post(
                Tokens.hq(),
                "replenishment-proposals/calculate-network",
                Map.of(
                        "upper", Map.of("place", "RP-W9", "regionIds", List.of("RP-COUNTRY")),
                        "lower", List.of(Map.of("place", "RP-W1", "regionIds", List.of("RP-R9")))));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.body().toString()).contains("RP-R9 is served by two places");

        assertThat(ids(Tokens.hq(), "forecasts?regionId=RP-COUNTRY")).containsExactly("RP-J.RP-R9.DISTRIBUTION");
        assertThat(ids(Tokens.regionalManager("RP-COUNTRY"), "forecasts?regionId=RP-R9"))
                .hasSize(1);
        assertThat(ids(Tokens.regionalManager("RP-R1"), "forecasts?regionId=RP-COUNTRY"))
                .isEmpty();
        assertThat(get(Tokens.hq(), "forecast-totals?level=REGION&regionId=RP-COUNTRY")
                        .items())
                .singleElement()
                .satisfies(total -> assertThat(total.get("regionId").asString()).isEqualTo("RP-R9"));
        assertThat(get(Tokens.hq(), "forecast-overrides?regionId=RP-COUNTRY").items())
                .isEmpty();
    }

    private List<String> ids(String token, String path) {
        List<String> ids = new ArrayList<>();
        get(token, path).items().forEach(one -> ids.add(one.get("id").asString()));
        return ids;
    }

    @Test
    void isHeadquartersBusinessAndSaysWhatIsWrong() {
        assertThat(get(Tokens.dealer("RP-D1"), "replenishment-proposals").status())
                .isEqualTo(403);
        assertThat(post(Tokens.regionalManager("RP-R1"), "replenishment-proposals/calculate", null)
                        .status())
                .isEqualTo(403);
        assertThat(post(Tokens.hq(), "replenishment-proposals/calculate?place=NOWHERE", null)
                        .status())
                .isEqualTo(404);
        assertThat(post(Tokens.hq(), "replenishment-proposals/calculate", Map.of("serviceLevel", 1.0))
                        .status())
                .isEqualTo(400);
        assertThat(post(Tokens.hq(), "replenishment-proposals/none/accept", null)
                        .status())
                .isEqualTo(404);
    }

    private void stock(String place, String sku, long version, long available, long inTransit) {
        Events.stock(place, sku, version, available, inTransit, "OPENING", "opening");
        await().untilAsserted(() -> {
            Document balance = database.getCollection("balances")
                    .find(new Document("_id", place + "|" + sku))
                    .first();
            assertThat(balance).isNotNull();
            assertThat(balance.get("version", Number.class).longValue()).isEqualTo(version);
        });
    }

    private void receipt(String id, long version, String status, String place, String sku, long quantity) {
        Events.receipt(id, version, status, place, sku, quantity);
        await().untilAsserted(() -> assertThat(database.getCollection("planned_receipts")
                        .countDocuments(new Document("_id", id).append("version", version)))
                .isEqualTo(1));
    }

    private long planned(String place, String sku) {
        return open(place, sku).get("position").get("planned").asLong();
    }

    private JsonNode calculate(String place, Map<String, Object> parameters) {
        Answer answer = post(Tokens.hq(), "replenishment-proposals/calculate?place=" + place, parameters);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode open(String place, String sku) {
        JsonNode items = get(
                        Tokens.hq(), "replenishment-proposals?place=" + place + "&sku=" + sku + "&state=OPEN&limit=10")
                .items();
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<Wire.Message> accepted(String id) {
        return Wire.read("forecast.proposal").stream()
                .filter(message -> message.key().equals(id))
                .toList();
    }
}
