package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MovementsIT extends OneItemInAWarehouse {

    @Test
    void aMovementTellsWhetherOrdersAreServedFromItsPlaceNow() {
        stock(warehouse, sku, 7);
        put(
                        Tokens.hq(),
                        "/api/v1/places/" + warehouse,
                        """
                        {"name":"Quarantine","kind":"WAREHOUSE","regionId":"%s","sourcing":false,"priority":1}"""
                                .formatted(REGION))
                .is(200);
        count(id("C"), warehouse, 6).is(201);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Wire.read("inventory.movement"))
                .filteredOn(message -> message.key().equals(warehouse + "|" + sku))
                .extracting(message -> JsonMapper.shared()
                        .readTree(message.json())
                        .get("sourcing")
                        .asBoolean())
                .containsExactly(true, false));
    }

    @Test
    void aBalanceIsExplainedDownToItsMovementsWithTheRunningBalance() {
        stock(warehouse, sku, 7);
        count(id("C"), warehouse, 9).is(201);
        count(id("C"), warehouse, 4).is(201);

        JsonNode movements = get(Tokens.hq(), "/api/v1/stock/" + warehouse + "/" + sku + "/movements")
                .is(200)
                .json()
                .get("items");

        assertThat(movements).hasSize(3);
        assertThat(movements.findValuesAsString("kind")).containsExactly("OPENING", "COUNT", "COUNT");
        assertThat(movements.get(0).at("/balance/available").asInt()).isEqualTo(7);
        assertThat(movements.get(1).at("/change/available").asInt()).isEqualTo(2);
        assertThat(movements.get(2).at("/change/available").asInt()).isEqualTo(-5);
        assertThat(movements.get(2).at("/balance/available").asInt()).isEqualTo(4);
        JsonNode page = get(Tokens.hq(), "/api/v1/stock/" + warehouse + "/" + sku + "/movements?limit=1&after=1")
                .json();
        assertThat(page.at("/items/0/cause/kind").asString()).isEqualTo("COUNT");
        assertThat(page.get("next").asString()).isEqualTo("2");
    }

    @Test
    void movementsComeByDayTheNewestLastPageByPage() {
        String second = id("W");
        warehouse(second, null, 2);
        opening(second, "2026-01-03");
        opening(warehouse, "2026-01-02");
        opening(DEALER, "2026-01-04");
        opening(OTHER_DEALER, "2026-01-02");
        String ofTheItem = "/api/v1/movements?sku=" + sku;

        awaitMovements(ofTheItem, "2026-01-02", "2026-01-02", "2026-01-03", "2026-01-04");
        awaitMovements(ofTheItem + "&place=" + second, "2026-01-03");
        awaitMovements(ofTheItem + "&from=2026-01-03", "2026-01-03", "2026-01-04");
        awaitMovements(ofTheItem + "&reference=2026-01-02&to=2026-01-02", "2026-01-02", "2026-01-02");
        List<String> paged = new ArrayList<>();
        List<String> places = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page =
                    get(Tokens.hq(), ofTheItem + "&limit=1" + next).is(200).json();
            paged.addAll(page.get("items").findValuesAsString("on"));
            page.get("items").forEach(item -> places.add(item.get("place").asString()));
            next = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asString();
        }
        assertThat(paged).containsExactly("2026-01-02", "2026-01-02", "2026-01-03", "2026-01-04");
        assertThat(places)
                .as("within a day, as they were booked")
                .containsExactly(warehouse, OTHER_DEALER, second, DEALER);
        assertThat(get(Tokens.hq(), "/api/v1/movements?from=2026-01-02&to=2026-01-04&limit=500")
                        .is(200)
                        .json()
                        .get("items")
                        .findValuesAsString("on"))
                .isSorted()
                .contains("2026-01-02", "2026-01-03", "2026-01-04");
        get(Tokens.hq(), "/api/v1/movements").is(200);
        get(Tokens.hq(), "/api/v1/movements?place=" + warehouse).is(200);
        get(Tokens.hq(), "/api/v1/movements?reference=2026-01-02").is(200);
        get(Tokens.regionalManager(REGION), "/api/v1/movements").is(200);
        for (String crooked :
                List.of("opening", "2026-01-02_opening", "2026-01-02_soon_opening", "2026-13-02_1_opening")) {
            assertThat(get(Tokens.hq(), "/api/v1/movements?after=" + crooked)
                            .is(400)
                            .text())
                    .contains("value of 'next'");
        }
    }

    private void opening(String place, String day) {
        csv("opening-stock", "place_id,sku,quantity,as_of\n%s,%s,1,%s\n".formatted(place, sku, day))
                .is(200);
    }

    /** The ledger's rows are written a moment after the balances. */
    private void awaitMovements(String path, String... days) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        get(Tokens.hq(), path).is(200).json().get("items").findValuesAsString("on"))
                .containsExactly(days));
    }
}
