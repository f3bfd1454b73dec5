package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StockIT extends RunningInventory {

    @Autowired
    private Places places;

    private final String sku = id("HELMET");
    private final String warehouse = id("W");

    @BeforeEach
    void aWarehouse() {
        knowTheNetwork();
        warehouse(warehouse, REGION, 1);
        products(List.of(sku));
    }

    @Test
    void openingStockTwiceIsOpeningItOnceAndAnotherQuantityIsRejected() {
        stock(warehouse, sku, 7);

        JsonNode again = opening("7");
        JsonNode other = opening("8");

        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
        assertThat(other.get("rejected").asInt()).isEqualTo(1);
        assertThat(rejects("opening-stock", other).text()).contains("already-opened", "post a count");
        assertThat(available(warehouse, sku)).isEqualTo(7);
        assertTheBooksAreClean();
    }

    @Test
    void theStockListOfALaterDayIsNotAddedToTheOpening() {
        stock(warehouse, sku, 7);

        JsonNode nextMonth = csv(
                        "opening-stock", "place_id,sku,quantity,as_of\n%s,%s,6,2026-02-01\n".formatted(warehouse, sku))
                .is(200)
                .json();
        JsonNode anotherLot = csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of,reference\n%s,%s,2,2026-01-01,LOT-2\n".formatted(warehouse, sku))
                .is(200)
                .json();

        assertThat(rejects("opening-stock", nextMonth).text()).contains("already-opened", "opened with 7", "count");
        assertThat(anotherLot.get("inserted").asInt())
                .as("told apart by its reference")
                .isEqualTo(1);
        assertThat(available(warehouse, sku)).isEqualTo(9);
    }

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
    void openingStockAtAnUnknownPlaceOrBelowZeroIsRejected() {
        JsonNode summary = csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of\nNOWHERE,%s,1,2026-01-01\n%s,%s,-1,2026-01-01\n"
                                .formatted(sku, warehouse, sku))
                .is(200)
                .json();

        assertThat(summary.get("rejected").asInt()).isEqualTo(2);
        assertThat(rejects("opening-stock", summary).text()).contains("unknown-place", "negative-balance");
    }

    @Test
    void aThousandOpeningsAreBookedWithinSeconds() {
        List<String> skus =
                IntStream.rangeClosed(1, 1_069).mapToObj(i -> sku + "-" + i).toList();
        products(skus.subList(0, 1_000));
        products(skus.subList(1_000, 1_069));
        StringBuilder csv = new StringBuilder("place_id,sku,quantity,as_of\n");
        for (int i = 0; i < 1_069; i++) {
            csv.append(warehouse).append(",%s,%d,2026-01-01\n".formatted(skus.get(i), i + 1));
        }
        long start = System.nanoTime();

        JsonNode summary = csv("opening-stock", csv.toString()).is(200).json();

        assertThat(summary.get("inserted").asInt()).isEqualTo(1_069);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        System.out.printf("1069 openings in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(get(Tokens.hq(), "/api/v1/stock?by=place&place=" + warehouse)
                        .json()
                        .at("/rows/0/available")
                        .asLong())
                .isEqualTo(1_069L * 1_070 / 2);
        assertTheBooksAreClean();
    }

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
    void availabilityTellsDealersTheTotalAndHeadquartersTheWarehouses() {
        String second = id("W");
        warehouse(second, null, 2);
        stock(warehouse, sku, 7);
        stock(second, sku, 3);
        stock(DEALER, sku, 5);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode dealer = get(Tokens.dealer(DEALER), "/api/v1/availability?sku=" + sku + ",UNKNOWN")
                    .is(200)
                    .json();
            assertThat(dealer.at("/items/0/available").asInt()).isEqualTo(10);
            assertThat(dealer.at("/items/0/places")).isEmpty();
            assertThat(dealer.at("/items/1/available").asInt()).isZero();
        });
        assertThat(get(Tokens.hq(), "/api/v1/availability?sku=" + sku).json().at("/items/0/places"))
                .hasSize(2);
        get(Tokens.hq(), "/api/v1/availability?sku=a%7Cb").is(400);
    }

    @Test
    void availabilityTellsWhatComesBeyondWhatWaitingOrdersTake() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String second = id("W");
        warehouse(second, null, 2);
        planReceipt(id("R"), warehouse, 4, today.plusDays(3));
        planReceipt(id("R"), second, 5, today.plusDays(3));
        planReceipt(id("R"), warehouse, 20, today.plusDays(8));
        planReceipt(id("R"), warehouse, 1_000, today.minusDays(2));
        planReceipt(id("R"), DEALER, 1_000, today.plusDays(1));
        String order = id("O");
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 7, 0);
        awaitReservation(order, "WAITING");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode item = get(Tokens.dealer(DEALER), "/api/v1/availability?sku=" + sku)
                    .is(200)
                    .json()
                    .at("/items/0");
            assertThat(item.get("available").asInt()).isZero();
            assertThat(item.get("expected").toString())
                    .isEqualTo("[{\"on\":\"%s\",\"quantity\":2},{\"on\":\"%s\",\"quantity\":20}]"
                            .formatted(today.plusDays(3), today.plusDays(8)));
            assertThat(item.get("overdueSince").asString())
                    .isEqualTo(today.minusDays(2).toString());
        });

        // Served in part, the order waits for less.
        stock(warehouse, sku, 3);
        awaitReservation(order, "PARTIAL");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(get(Tokens.hq(), "/api/v1/availability?sku=" + sku)
                                .json()
                                .at("/items/0/expected/0/quantity")
                                .asInt())
                        .isEqualTo(5));
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

    @Test
    void stockIsBookedOfProductsOnly() {
        String typo = id("HELMT");
        String other = id("W");
        warehouse(other, null, 2);
        stock(DEALER, sku, 5);
        String report = id("S");

        for (Answer refused : List.of(
                count(id("C"), warehouse, typo, 1),
                receipt(id("R"), typo),
                transfer(id("T"), other, typo, 1),
                sellOut(Tokens.dealer(DEALER), id("S"), DEALER, typo, 1))) {
            assertThat(refused.is(422).text())
                    .contains("unknown-sku", "no product '" + typo + "' here (yet)", "\"skus\":[\"" + typo + "\"]");
        }
        assertUnknown(
                csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of\n%s,%s,1,2026-01-01\n%s,%s,2,2026-01-01\n%s,%s,3,2026-01-02\n"
                                .formatted(warehouse, sku, warehouse, typo, other, sku)),
                "opening-stock",
                3,
                typo,
                2);
        assertUnknown(
                csv(
                        "stock-history",
                        "month_end,sku,units_in,units_out,units_on_hand\n2013-11-30,%s,5,2,30\n2013-12-31,%s,1,2,29\n"
                                .formatted(typo, sku)),
                "stock-history",
                2,
                typo,
                1);
        assertUnknown(
                csv(
                        "sell-outs",
                        "report_id,node_id,on,sku,quantity\n%s,%s,2026-01-05,%s,1\n%s,%s,2026-01-05,%s,1\n%s,%s,2026-01-05,%s,2\n"
                                .formatted(id("S"), DEALER, sku, report, DEALER, sku, report, DEALER, typo)),
                "sell-outs",
                4,
                typo,
                1);
        assertThat(available(warehouse, sku)).isEqualTo(1);
        assertThat(available(other, sku)).isEqualTo(3);
        assertThat(available(DEALER, sku)).isEqualTo(4);
        assertThat(available(warehouse, typo)).isZero();
        count(id("C"), warehouse, typo, 0).is(201);

        products(List.of(typo));
        count(id("C"), warehouse, typo, 1).is(201);
        assertThat(available(warehouse, typo)).isEqualTo(1);
    }

    @Test
    void aReceiptIsPlannedThenReceivedOnce() {
        String receipt = id("R");
        String body =
                """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":6}],"expectedOn":"2026-12-01"}"""
                        .formatted(receipt, warehouse, sku);

        post(Tokens.hq(), "/api/v1/receipts", body).is(201);
        post(Tokens.hq(), "/api/v1/receipts", body).is(200);
        post(Tokens.hq(), "/api/v1/receipts", body.replace(":6}", ":7}")).is(409);
        assertThat(available(warehouse, sku)).isZero();
        post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "").is(200);
        JsonNode again = post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")
                .is(200)
                .json();

        assertThat(again.get("status").asString()).isEqualTo("RECEIVED");
        assertThat(available(warehouse, sku)).isEqualTo(6);
        post(Tokens.hq(), "/api/v1/receipts/none/receive", "").is(404);
        post(Tokens.dealer(DEALER), "/api/v1/receipts", body).is(403);
        post(Tokens.hq(), "/api/v1/receipts", body.replace(warehouse, "NOWHERE"))
                .is(422);
        post(Tokens.hq(), "/api/v1/receipts", body.replace("expectedOn", "price"))
                .is(400);
    }

    @Test
    void aPlannedReceiptIsCancelledOnceAndNeverReceived() {
        String receipt = id("R");
        planReceipt(receipt, warehouse, 6, LocalDate.now(ZoneOffset.UTC).plusDays(1));

        JsonNode cancelled = cancel(receipt).is(200).json();
        JsonNode again = cancel(receipt).is(200).json();

        assertThat(cancelled.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("cancelledBy").asString()).isEqualTo("headquarters");
        assertThat(again).isEqualTo(cancelled);
        assertThat(post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")
                        .is(409)
                        .text())
                .contains("receipt-cancelled", cancelled.get("cancelledOn").asString());
        assertThat(available(warehouse, sku)).isZero();
        assertThat(get(Tokens.hq(), "/api/v1/availability?sku=" + sku).json().at("/items/0/expected"))
                .isEmpty();
        assertThat(get(Tokens.hq(), "/api/v1/receipts?status=CANCELLED&place=" + warehouse)
                        .json()
                        .get("items"))
                .hasSize(1);
        cancel("none").is(404);
        post(Tokens.dealer(DEALER), "/api/v1/receipts/" + receipt + "/cancel", "")
                .is(403);
    }

    @Test
    void aReceiptWhoseGoodsArrivedCannotBeCancelled() {
        String receipt = id("R");
        planReceipt(receipt, warehouse, 6, LocalDate.now(ZoneOffset.UTC));
        post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "").is(200);

        assertThat(cancel(receipt).is(409).text()).contains("receipt-received");

        assertThat(get(Tokens.hq(), "/api/v1/receipts/" + receipt)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("RECEIVED");
        assertThat(available(warehouse, sku)).isEqualTo(6);
    }

    @Test
    void aReceiptIsEitherReceivedOrCancelledHoweverManyTryAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String receipt = id("R");
            planReceipt(receipt, warehouse, 1, LocalDate.now(ZoneOffset.UTC));
            long before = available(warehouse, sku);
            List<Future<Answer>> receiving = new ArrayList<>();
            List<Future<Answer>> cancelling = new ArrayList<>();
            try (ExecutorService clerks = Executors.newFixedThreadPool(6)) {
                for (int i = 0; i < 3; i++) {
                    cancelling.add(clerks.submit(() -> cancel(receipt)));
                    receiving.add(
                            clerks.submit(() -> post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")));
                }
            }
            boolean received = get(Tokens.hq(), "/api/v1/receipts/" + receipt)
                    .json()
                    .get("status")
                    .asString()
                    .equals("RECEIVED");
            for (Future<Answer> answer : receiving) {
                answer.get().is(received ? 200 : 409);
            }
            for (Future<Answer> answer : cancelling) {
                answer.get().is(received ? 409 : 200);
            }
            assertThat(available(warehouse, sku) - before).isEqualTo(received ? 1 : 0);
        }
    }

    @Test
    void tellsWhatIsPlannedReceivedAndCancelled() {
        String come = id("R");
        String gone = id("R");
        planReceipt(come, warehouse, 6, LocalDate.now(ZoneOffset.UTC));
        planReceipt(gone, warehouse, 7, LocalDate.now(ZoneOffset.UTC));
        post(Tokens.hq(), "/api/v1/receipts/" + come + "/receive", "").is(200);
        cancel(gone).is(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(told(come)).containsExactly("ReceiptPlanned PLANNED", "ReceiptReceived RECEIVED");
            assertThat(told(gone)).containsExactly("ReceiptPlanned PLANNED", "ReceiptCancelled CANCELLED");
        });
    }

    @Test
    void anAcceptedProposalBecomesOnePlannedReceipt() {
        String proposal = id("P");
        String json = """
                {"id":"%s","place":"%s","sku":"%s","quantity":12,"expectedOn":"2026-12-01"}"""
                .formatted(proposal, warehouse, sku);

        Wire.publish("forecast.proposal", "ProposalAccepted", proposal, 2, json);
        Wire.publish("forecast.proposal", "ProposalAccepted", proposal, 2, json);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get(Tokens.hq(), "/api/v1/receipts/" + proposal)
                                .is(200)
                                .json()
                                .get("status")
                                .asString())
                        .isEqualTo("PLANNED"));
    }

    @Test
    void aTransferMovesAllItsLinesOrNone() {
        String target = id("W");
        warehouse(target, null, 2);
        stock(warehouse, sku, 7);
        String transfer = id("T");

        transfer(transfer, target, 5).is(201);
        transfer(transfer, target, 5).is(200);
        transfer(transfer, target, 6).is(409);
        assertThat(transfer(id("T"), target, 3).is(422).text()).contains("\"available\":2");

        assertThat(available(warehouse, sku)).isEqualTo(2);
        assertThat(available(target, sku)).isEqualTo(5);
        assertTheBooksAreClean();
    }

    @Test
    void importedMonthsAreKeptAndNegativeOnesRejected() {
        String csv = "month_end,sku,units_in,units_out,units_on_hand,unit_cost\n"
                + "2013-11-30,%s,5,2,30,16.65\n2013-12-31,%s,0,40,-10,16.65\n".formatted(sku, sku);

        JsonNode first = csv("stock-history", csv).is(200).json();
        JsonNode second = csv("stock-history", csv).is(200).json();

        assertThat(first.get("inserted").asInt()).isEqualTo(1);
        assertThat(first.get("rejected").asInt()).isEqualTo(1);
        assertThat(second.get("unchanged").asInt()).isEqualTo(1);
        assertThat(rejects("stock-history", first).text()).contains("negative-balance");
        assertThat(get(Tokens.hq(), "/api/v1/stock/history?sku=" + sku + "&from=2013-01-01&to=2013-12-31")
                        .json()
                        .at("/items/0/unitsOnHand")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void historyAndOpeningsLieInThePastAndInAPlace() {
        LocalDate future = YearMonth.now(ZoneOffset.UTC).plusMonths(2).atEndOfMonth();
        String history = "month_end,sku,units_in,units_out,units_on_hand\n2013-11-15,%1$s,5,2,30\n%2$s,%1$s,1,1,1\n"
                .formatted(sku, future);
        String openings = "place_id,sku,quantity,as_of\n%1$s,%2$s,7,%3$s\nPRODUCTION,%2$s,7,2013-11-30\n"
                .formatted(warehouse, sku, future);

        JsonNode months = csv("stock-history", history).is(200).json();
        JsonNode opened = csv("opening-stock", openings).is(200).json();

        assertThat(rejects("stock-history", months).text())
                .contains("2,month_end,no-month-end", "3,month_end,in-the-future");
        assertThat(rejects("opening-stock", opened).text())
                .contains("2,as_of,in-the-future", "3,place_id,reserved-name");
        assertThat(opened.get("inserted").asInt()).isZero();
    }

    /** PRODUCTION is where goods come from: a dealer of this name has a book of another one. */
    @Test
    void noNodesPlaceIsNamedLikeTheWorldOutside() {
        assertThat(places.ofNode("PRODUCTION").id()).isEqualTo("node.PRODUCTION");
        assertThat(places.ofNode("PRODUCTION").nodeId()).isEqualTo("PRODUCTION");
    }

    @Test
    void placesAreImportedAndKeepTheirKind() {
        String place = id("W");
        String header = "place_id,name,kind,node_id,region_id,sourcing,priority\n";

        assertThat(csv("places", header + place + ",One,WAREHOUSE,,,true,3\n")
                        .json()
                        .get("inserted")
                        .asInt())
                .isEqualTo(1);
        assertThat(csv("places", header + place + ",Two,WAREHOUSE,,,true,3\n")
                        .json()
                        .get("updated")
                        .asInt())
                .isEqualTo(1);
        JsonNode refused = csv(
                        "places",
                        header + place + ",Two,NODE," + place + ",,false,3\n" + DEALER
                                + ",Mine,WAREHOUSE,,,true,1\nPRODUCTION,Mine,WAREHOUSE,,,true,1\n")
                .json();

        assertThat(refused.get("rejected").asInt()).isEqualTo(3);
        assertThat(rejects("places", refused).text()).contains("kind-is-fixed", "id-of-node", "reserved-id");
    }

    @Test
    void aWarehouseServesARegionThatExists() {
        JsonNode refused = csv(
                        "places",
                        "place_id,name,kind,region_id\n%s,One,WAREHOUSE,NOWHERE\n%s,Two,WAREHOUSE,%s\n%s,Three,WAREHOUSE,%s\n"
                                .formatted(id("W"), id("W"), DEALER, id("W"), REGION))
                .is(200)
                .json();

        assertThat(refused.get("inserted").asInt()).isEqualTo(1);
        assertThat(rejects("places", refused).text())
                .contains("2,region_id,unknown-region,", "3,region_id,unknown-region,");
        assertThat(put(
                                Tokens.hq(),
                                "/api/v1/places/" + id("W"),
                                """
                                {"name":"One","kind":"WAREHOUSE","regionId":"NOWHERE","sourcing":true,"priority":1}""")
                        .is(422)
                        .text())
                .contains("unknown-region", "no region NOWHERE here (yet)");
    }

    @Test
    void aSellOutIsBookedOnceAndNeverMoreThanThereIs() {
        stock(DEALER, sku, 5);
        String report = id("S");

        sellOut(Tokens.dealer(DEALER), report, DEALER, 3).is(201);
        sellOut(Tokens.dealer(DEALER), report, DEALER, 3).is(200);
        sellOut(Tokens.dealer(DEALER), report, DEALER, 4).is(409);
        assertThat(sellOut(Tokens.dealer(DEALER), id("S"), DEALER, 3).is(422).text())
                .contains("not-in-stock", "\"line\":0", "\"available\":2");
        sellOut(Tokens.dealer(OTHER_DEALER), id("S"), DEALER, 1).is(404);
        sellOut(Tokens.regionalManager(REGION), id("S"), DEALER, 1).is(403);

        assertThat(available(DEALER, sku)).isEqualTo(2);
        get(Tokens.dealer(DEALER), "/api/v1/sell-outs/" + report).is(200);
        get(Tokens.dealer(OTHER_DEALER), "/api/v1/sell-outs/" + report).is(404);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Wire.read("inventory.sellout"))
                .filteredOn(message -> message.key().equals(report))
                .hasSize(1));
        assertTheBooksAreClean();
    }

    @Test
    void sellOutsAreImportedByReport() {
        stock(DEALER, sku, 5);
        String good = id("S");
        String tooMuch = id("S");
        String csv =
                "report_id,node_id,on,sku,quantity,net_amount\n%s,%s,2026-01-05,%s,2,19.90\n%s,%s,2026-01-05,%s,9,\n"
                        .formatted(good, DEALER, sku, tooMuch, DEALER, sku);

        JsonNode first = csv("sell-outs", csv).is(200).json();
        JsonNode second = csv("sell-outs", csv).is(200).json();

        assertThat(first.get("inserted").asInt()).isEqualTo(1);
        assertThat(second.get("unchanged").asInt()).isEqualTo(1);
        assertThat(rejects("sell-outs", first).text()).contains("not-in-stock", "3 available");
        assertThat(available(DEALER, sku)).isEqualTo(3);
    }

    @Test
    void sixteenSellersOfTheLastTenUnitsSellExactlyTen() throws Exception {
        stock(DEALER, sku, 10);
        List<Future<Answer>> answers = new ArrayList<>();

        try (ExecutorService sellers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 32; i++) {
                String report = id("S");
                answers.add(sellers.submit(() -> sellOut(Tokens.dealer(DEALER), report, DEALER, 1)));
            }
        }

        int sold = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 422);
            sold += answer.get().status() == 201 ? 1 : 0;
        }
        assertThat(sold).isEqualTo(10);
        assertThat(available(DEALER, sku)).isZero();
        assertTheBooksAreClean();
    }

    private Answer planReceipt(String id, String place, int quantity, LocalDate expectedOn) {
        return post(
                        Tokens.hq(),
                        "/api/v1/receipts",
                        """
                        {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":%d}],"expectedOn":"%s"}"""
                                .formatted(id, place, sku, quantity, expectedOn))
                .is(201);
    }

    private Answer cancel(String receipt) {
        return post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/cancel", "");
    }

    private static List<String> told(String receipt) {
        return Wire.read("inventory.receipt").stream()
                .filter(message -> message.key().equals(receipt))
                .map(message -> message.type() + " "
                        + JsonMapper.shared()
                                .readTree(message.json())
                                .get("status")
                                .asString())
                .toList();
    }

    private JsonNode opening(String quantity) {
        return csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of\n%s,%s,%s,2026-01-01\n".formatted(warehouse, sku, quantity))
                .is(200)
                .json();
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

    private List<String> stockOuts(String token, String more) {
        return get(token, "/api/v1/stock/stock-outs?sku=" + sku + more)
                .is(200)
                .json()
                .get("items")
                .findValuesAsString("place");
    }

    /** @param inserted so many rows besides one of an unknown item */
    private void assertUnknown(Answer imported, String kind, int row, String typo, int inserted) {
        JsonNode summary = imported.is(200).json();
        assertThat(summary.get("inserted").asInt()).isEqualTo(inserted);
        assertThat(summary.get("rejected").asInt()).isEqualTo(1);
        assertThat(rejects(kind, summary).text()).contains("%d,sku,unknown-sku,%s,".formatted(row, typo));
    }

    private Answer receipt(String id, String item) {
        return post(
                Tokens.hq(),
                "/api/v1/receipts",
                """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":1}]}"""
                        .formatted(id, warehouse, item));
    }

    private Answer count(String id, String place, int counted) {
        return count(id, place, sku, counted);
    }

    private Answer count(String id, String place, String item, int counted) {
        return count(Tokens.hq(), id, place, item, counted, today());
    }

    private Answer sellOut(String token, String id, String node, int quantity) {
        return sellOut(token, id, node, sku, quantity);
    }

    private Answer sellOut(String token, String id, String node, String item, int quantity) {
        return post(
                token,
                "/api/v1/sell-outs",
                """
                {"id":"%s","nodeId":"%s","on":"2026-01-20","lines":[{"sku":"%s","quantity":%d,"netAmount":12.50}]}"""
                        .formatted(id, node, item, quantity));
    }

    private Answer transfer(String id, String to, int quantity) {
        return transfer(id, to, sku, quantity);
    }

    private Answer transfer(String id, String to, String item, int quantity) {
        return post(
                Tokens.hq(),
                "/api/v1/transfers",
                """
                {"id":"%s","from":"%s","to":"%s","on":"2026-01-20","lines":[{"sku":"%s","quantity":%d}]}"""
                        .formatted(id, warehouse, to, item, quantity));
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
