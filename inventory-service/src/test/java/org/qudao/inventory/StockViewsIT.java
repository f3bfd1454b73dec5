package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/** Stock and stock-outs as people see them, by place, region, channel, tier and item. */
class StockViewsIT extends OneItemInAWarehouse {

    @Test
    void daysOfCoverCountWhatLeftAllPlacesOfTheRow() {
        stock(warehouse, sku, 20);
        String order = id("O");
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 8, 0);
        order("OrderShipped", order, 3, DEALER, "DISTRIBUTION", sku, 8, 8);
        order("OrderDelivered", order, 4, DEALER, "DISTRIBUTION", sku, 8, 8);
        awaitReservation(order, "DELIVERED");
        post(
                        Tokens.dealer(DEALER),
                        "/api/v1/sell-outs",
                        """
                        {"id":"%s","nodeId":"%s","on":"%s","lines":[{"sku":"%s","quantity":2}]}"""
                                .formatted(id("S"), DEALER, today(), sku))
                .is(201);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(daysOfCover("place", warehouse))
                    .as("12 left, 8 in 90 days")
                    .isEqualTo("135.0");
            assertThat(daysOfCover("place", DEALER)).as("6 left, 2 in 90 days").isEqualTo("270.0");
        });
        assertThat(daysOfCover("region", REGION))
                .as("18 left, 2 sold; what went from the warehouse to the dealer is still there")
                .isEqualTo("810.0");
        assertThat(daysOfCover("channel", "OWN")).isEqualTo("135.0");
        assertThat(daysOfCover("sku", sku)).isEqualTo("810.0");
        assertThat(get(Tokens.hq(), "/api/v1/stock?by=tier&sku=" + sku)
                        .json()
                        .at("/total/daysOfCover")
                        .asString())
                .isEqualTo("810.0");
    }

    @Test
    void aRegionHoldsWhatIsBelowIt() {
        stock(warehouse, sku, 7);
        stock(OTHER_DEALER, sku, 2);

        assertThat(group("sku", sku, "&region=" + REGION)).isEqualTo(7);
        assertThat(group("sku", sku, "&region=" + CONTINENT)).isEqualTo(7);
    }

    @Test
    void stockIsGroupedByRegionChannelTierPlaceAndItem() {
        stock(warehouse, sku, 7);
        stock(DEALER, sku, 5);
        stock(OTHER_DEALER, sku, 2);

        assertThat(group("region", REGION)).isEqualTo(12);
        assertThat(group("region", "NONE")).isEqualTo(2);
        assertThat(group("channel", "OWN")).isEqualTo(7);
        assertThat(group("channel", "DISTRIBUTION")).isEqualTo(7);
        assertThat(group("tier", "A")).isEqualTo(5);
        assertThat(group("tier", "B")).isEqualTo(2);
        assertThat(group("place", warehouse)).isEqualTo(7);
        assertThat(group("sku", sku)).isEqualTo(14);
        assertThat(group("sku", sku, "&region=" + REGION)).isEqualTo(12);
        assertThat(group("sku", sku, "&tier=B")).isEqualTo(2);
        get(Tokens.hq(), "/api/v1/stock?by=colour").is(400);
    }

    @Test
    void groupedStockComesPageByPageAndTheTotalIsOfAllPages() {
        List<String> skus =
                IntStream.rangeClosed(1, 5).mapToObj(i -> sku + "-" + i).toList();
        products(skus);
        skus.forEach(one -> stock(warehouse, one, 2));
        String of = "&place=" + warehouse;

        assertThat(groupsPageByPage("sku", of)).containsExactlyElementsOf(skus);
        assertThat(get(Tokens.hq(), "/api/v1/stock?by=sku&limit=2" + of)
                        .json()
                        .at("/total/available")
                        .asLong())
                .isEqualTo(10);

        stock(DEALER, skus.getFirst(), 1);
        stock(OTHER_DEALER, skus.getFirst(), 1);
        of = "&sku=" + skus.getFirst();
        assertThat(groupsPageByPage("place", of))
                .containsExactlyElementsOf(new TreeSet<>(Set.of(warehouse, DEALER, OTHER_DEALER)));
        assertThat(groupsPageByPage("channel", of)).containsExactly("DISTRIBUTION", "OWN");
        get(Tokens.hq(), "/api/v1/stock?by=sku&limit=501").is(400);
    }

    private List<String> groupsPageByPage(String by, String of) {
        List<String> keys = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(Tokens.hq(), "/api/v1/stock?by=" + by + "&limit=1" + of + after)
                    .is(200)
                    .json();
            assertThat(page.get("rows")).hasSize(1);
            keys.add(page.at("/rows/0/key").asString());
            assertThat(keys).doesNotHaveDuplicates();
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        return keys;
    }

    @Test
    void everybodySeesTheStockOfTheirPartOfTheTreeOnly() {
        stock(warehouse, sku, 7);
        stock(DEALER, sku, 5);
        stock(OUTLET, sku, 1);
        stock(OTHER_DEALER, sku, 2);

        assertThat(places(Tokens.hq())).contains(warehouse, DEALER, OUTLET, OTHER_DEALER);
        assertThat(places(Tokens.regionalManager(REGION))).contains(warehouse, DEALER, OUTLET);
        assertThat(places(Tokens.regionalManager(REGION))).doesNotContain(OTHER_DEALER);
        assertThat(places(Tokens.dealer(DEALER))).containsExactlyInAnyOrder(DEALER, OUTLET);
        assertThat(places(Tokens.outlet(OUTLET))).containsExactly(OUTLET);
        get(Tokens.dealer(DEALER), "/api/v1/stock/" + OTHER_DEALER + "/" + sku).is(404);
        get(Tokens.dealer(DEALER), "/api/v1/stock/" + warehouse + "/" + sku).is(404);
        get(Tokens.dealer(DEALER), "/api/v1/stock/" + OTHER_DEALER + "/" + sku + "/movements")
                .is(404);
        get(Tokens.dealer(DEALER), "/api/v1/places/" + OTHER_DEALER).is(404);
        get(Tokens.dealer(DEALER), "/api/v1/ledger/verify").is(403);
        assertThat(get(Tokens.dealer(DEALER), "/api/v1/movements?sku=" + sku)
                        .json()
                        .get("items"))
                .hasSize(2);
    }

    @Test
    void whatIsOnItsWayOrOnlyPassedThroughIsNoStockOut() {
        stock(warehouse, sku, 7);
        String toShop = id("O");
        String toDealer = id("O");
        order("OrderApproved", toShop, 2, SHOP, "DIRECT", sku, 2, 0);
        order("OrderShipped", toShop, 3, SHOP, "DIRECT", sku, 2, 2);
        order("OrderDelivered", toShop, 4, SHOP, "DIRECT", sku, 2, 2);
        order("OrderApproved", toDealer, 2, DEALER, "DISTRIBUTION", sku, 5, 0);
        order("OrderShipped", toDealer, 3, DEALER, "DISTRIBUTION", sku, 5, 5);
        awaitReservation(toShop, "DELIVERED");
        awaitReservation(toDealer, "SHIPPED");

        assertThat(places(Tokens.hq())).containsExactlyInAnyOrder(warehouse, SHOP, DEALER);
        assertThat(stockOuts(Tokens.hq(), "")).containsExactly(warehouse);

        order("OrderDelivered", toDealer, 4, DEALER, "DISTRIBUTION", sku, 5, 5);
        awaitReservation(toDealer, "DELIVERED");
        assertThat(stockOuts(Tokens.dealer(DEALER), "")).isEmpty();
        sellOut(Tokens.dealer(DEALER), id("S"), DEALER, 5).is(201);
        assertThat(stockOuts(Tokens.dealer(DEALER), "")).containsExactly(DEALER);
        assertThat(stockOuts(Tokens.hq(), "&place=" + warehouse)).containsExactly(warehouse);

        count(id("C"), warehouse, 1).is(201);
        assertThat(stockOuts(Tokens.hq(), "")).containsExactly(DEALER);
    }

    private List<String> stockOuts(String token, String more) {
        return get(token, "/api/v1/stock/stock-outs?sku=" + sku + more)
                .is(200)
                .json()
                .get("items")
                .findValuesAsString("place");
    }

    private long group(String by, String key) {
        return group(by, key, "");
    }

    private long group(String by, String key, String more) {
        JsonNode rows = get(Tokens.hq(), "/api/v1/stock?by=" + by + "&sku=" + sku + more)
                .is(200)
                .json()
                .get("rows");
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.get("key").asString().equals(key) ? row.get("available").asLong() : 0;
        }
        return sum;
    }

    private String daysOfCover(String by, String key) {
        JsonNode rows = get(Tokens.hq(), "/api/v1/stock?by=" + by + "&sku=" + sku)
                .is(200)
                .json()
                .get("rows");
        for (JsonNode row : rows) {
            if (row.get("key").asString().equals(key)) {
                return row.get("daysOfCover").asString();
            }
        }
        return "no row";
    }

    private List<String> places(String token) {
        return get(token, "/api/v1/stock?sku=" + sku)
                .is(200)
                .json()
                .get("items")
                .findValuesAsString("place");
    }
}
