package org.qudao.dealer.attaining;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.RunningService;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

/** Sales, targets and attainment together, fed by events as the other services send them. */
class BoardIT extends RunningService {

    @Test
    void aDeliveredOrderShowsOnTheBoardAndACancelledOneLeavesIt() {
        network("bd");
        order("bd-1", 1, "bd-d1", "DISTRIBUTION", "APPROVED", null, "100.10");
        order("bd-2", 5, "bd-d2", "DISTRIBUTION", "PAID", "2026-05-10", "50.00");
        soon().until(() -> total("/sales?by=node&under=bd-r").equals(new BigDecimal("50.00")));
        order("bd-1", 2, "bd-d1", "DISTRIBUTION", "DELIVERED", "2026-05-11", "100.10");
        soon().until(() -> total("/sales?by=node&under=bd-r").equals(new BigDecimal("150.10")));
        order("bd-1", 1, "bd-d1", "DISTRIBUTION", "APPROVED", null, "100.10");
        order("bd-1", 2, "bd-d1", "DISTRIBUTION", "DELIVERED", "2026-05-11", "100.10");
        order("bd-2", 4, "bd-d2", "DISTRIBUTION", "DELIVERED", "2026-04-01", "999.00");
        order("bd-3", 1, "bd-web", "DIRECT", "PAID", "2026-05-12", "10.00");
        soon().until(() -> total("/sales?by=node&under=bd-r").equals(new BigDecimal("160.10")));
        order("bd-1", 3, "bd-d1", "DISTRIBUTION", "CANCELLED", null, "100.10");
        soon().until(() -> total("/sales?by=node&under=bd-r").equals(new BigDecimal("60.00")));
        assertThat(total("/sales?by=node&under=bd-r&from=2026-05-10&to=2026-05-10"))
                .isEqualByComparingTo("50.00");
        assertThat(total("/sales?by=node&under=bd-r&channel=DIRECT")).isEqualByComparingTo("10.00");
        assertThat(total("/sales?by=node&under=bd-r&basis=SELL_OUT"))
                .as("a direct order is its own sell-out")
                .isEqualByComparingTo("10.00");
    }

    @Test
    void everyDimensionIsAnswered() {
        network("dim");
        order("dim-1", 1, "dim-d1", "DISTRIBUTION", "PAID", "2026-01-31", "75.00");
        order("dim-2", 1, "dim-web", "DIRECT", "PAID", "2026-02-01", "25.00");
        Wire.publish(
                "order.product",
                "ProductChanged",
                "SKU-1",
                1,
                "{\"sku\":\"SKU-1\",\"name\":\"Bike\",\"productLine\":\"Road\",\"status\":\"ACTIVE\"}");
        soon().until(() -> total("/sales?by=channel&under=dim-r").equals(new BigDecimal("100.00")));
        assertThat(row("channel", "DISTRIBUTION", "/sharePercent")).isEqualByComparingTo("75.00");
        assertThat(row("region", "dim-r", "/revenue")).isEqualByComparingTo("100.00");
        assertThat(row("node", "dim-web", "/quantity")).isEqualByComparingTo("2");
        assertThat(row("salesperson", "E1", "/orders")).isEqualByComparingTo("2");
        assertThat(row("productLine", "Road", "/revenue")).isEqualByComparingTo("100.00");
        assertThat(row("month", "2026-02", "/revenue")).isEqualByComparingTo("25.00");
        soon().until(() -> get(Tokens.hq(), "/sales?by=sku&under=dim-r")
                .at("/rows/0/name")
                .asString()
                .equals("Bike"));
        Answer top = get(Tokens.hq(), "/sales?by=node&under=dim-r&top=1");
        assertThat(top.at("/rows").size()).isEqualTo(1);
        assertThat(top.at("/total/orders").asInt()).isEqualTo(2);
        assertThat(top.at("/asOf").isNull()).isFalse();
        assertThat(top.at("/lagSeconds").decimalValue()).isNotNegative();
    }

    @Test
    void badQuestionsAreRefusedAndForeignNodesAreNotThere() {
        network("bq");
        assertThat(get(Tokens.hq(), "/sales?by=colour").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "/sales").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "/sales?by=node&from=2026-02-01&to=2026-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(get(Tokens.hq(), "/sales?by=node&top=0").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "/sales?by=node&under=absent").status()).isEqualTo(404);
        assertThat(get(Tokens.dealer("bq-d1"), "/sales?by=node&under=bq-d2").status())
                .isEqualTo(404);
        assertThat(get(Tokens.hq(), "/attainment?from=2026-01-01").status()).isEqualTo(400);
        String endOfTime = "%2B999999999-12-31";
        assertThat(get(Tokens.hq(), "/attainment?from=" + endOfTime + "&to=" + endOfTime)
                        .text())
                .contains("from", "a date such as 2026-01-31");
        assertThat(target("bq-d1", "+999999999-12-31", "+999999999-12-31", "1").text())
                .contains("periodStart", "a date such as 2026-01-31");
        assertThat(get(Tokens.hq(), "/attainment?from=2026-01-01&to=2025-01-01").status())
                .isEqualTo(400);
        assertThat(get(Tokens.dealer("bq-d1"), "/attainment?under=bq-r&from=2026-01-01&to=2026-01-31")
                        .status())
                .isEqualTo(404);
        assertThat(get(Tokens.dealer("bq-d1"), "/attainment/salespeople?from=2026-01-01&to=2026-01-31")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDealerSeesOnlyTheOwnSales() {
        network("own");
        order("own-1", 1, "own-d1", "DISTRIBUTION", "PAID", "2026-03-01", "1.00");
        order("own-2", 1, "own-d2", "DISTRIBUTION", "PAID", "2026-03-01", "2.00");
        order("own-3", 1, "own-o1", "DISTRIBUTION", "PAID", "2026-03-01", "4.00");
        soon().until(() -> total("/sales?by=node&under=own-r").equals(new BigDecimal("7.00")));
        Answer dealer = get(Tokens.dealer("own-d1"), "/sales?by=node");
        assertThat(dealer.at("/total/revenue").decimalValue()).isEqualByComparingTo("5.00");
        Answer outlet = get(Tokens.outlet("own-o1"), "/attainment?from=2026-03-01&to=2026-03-31");
        assertThat(outlet.at("/total/actual").decimalValue()).isEqualByComparingTo("4.00");
        Answer manager = get(Tokens.regionalManager("own-r"), "/attainment?from=2026-03-01&to=2026-03-31");
        assertThat(manager.at("/total/actual").decimalValue()).isEqualByComparingTo("7.00");
        assertThat(rowOf(manager, "own-d1").at("/actual").decimalValue())
                .as("with its outlet")
                .isEqualByComparingTo("5.00");
    }

    @Test
    void salesFollowADealerWhoMoves() {
        network("mo");
        createNode("mo-r2", "REGION", "HQ", "");
        order("mo-1", 1, "mo-d1", "DISTRIBUTION", "PAID", "2026-03-01", "8.00");
        soon().until(() -> total("/sales?by=region&under=mo-r").equals(new BigDecimal("8.00")));
        post(Tokens.hq(), "/nodes/mo-d1/move", "{\"parentId\":\"mo-r2\"}");
        assertThat(total("/sales?by=region&under=mo-r")).isEqualByComparingTo("0.00");
        assertThat(total("/sales?by=region&under=mo-r2")).isEqualByComparingTo("8.00");
    }

    @Test
    void sellOutReportsCountOnTheirOwnBasis() {
        network("so");
        Wire.publish(
                "inventory.sellout",
                "SellOutReported",
                "so-1",
                1,
                "{\"id\":\"so-1\",\"nodeId\":\"so-d1\",\"on\":\"2026-03-05\",\"channel\":\"DISTRIBUTION\",\"lines\":["
                        + "{\"sku\":\"SKU-SO\",\"quantity\":3,\"netAmount\":30.5},{\"sku\":\"SKU-SO\",\"quantity\":2,\"netAmount\":null}]}");
        soon().untilAsserted(() -> {
            Answer board = get(
                    Tokens.hq(),
                    "/attainment?under=so-r&from=2026-03-01&to=2026-03-31&basis=SELL_OUT&measure=QUANTITY");
            assertThat(rowOf(board, "so-d1").at("/actual").asInt()).isEqualTo(5);
        });
        assertThat(total("/sales?by=sku&under=so-r&basis=SELL_OUT")).isEqualByComparingTo("30.50");
        assertThat(total("/sales?by=sku&under=so-r")).isEqualByComparingTo("0.00");
    }

    @Test
    void aCreditedReturnLowersSellInOnceWheneverItIsHeardOf() {
        network("rt");
        giveBack("rt-ret", 5, "rt-d1", "2026-04-10", 1, "12.50");
        giveBack("rt-ret", 5, "rt-d1", "2026-04-10", 1, "12.50");
        order("rt-1", 1, "rt-d1", "DISTRIBUTION", "DELIVERED", "2026-03-20", "25.00");
        soon().until(() -> total("/sales?by=node&under=rt-r").equals(new BigDecimal("12.50")));
        giveBack("rt-ret", 5, "rt-d1", "2026-04-10", 1, "12.50");
        order("rt-2", 1, "rt-d1", "DISTRIBUTION", "DELIVERED", "2026-04-20", "1.00");

        soon().until(() -> total("/sales?by=node&under=rt-r").equals(new BigDecimal("13.50")));
        Answer sales = get(Tokens.hq(), "/sales?by=sku&under=rt-r");
        assertThat(sales.at("/total/quantity").asInt()).isEqualTo(3);
        assertThat(sales.at("/total/orders").asInt()).as("a return is no order").isEqualTo(2);
        Answer april = get(Tokens.hq(), "/attainment?under=rt-r&from=2026-04-01&to=2026-04-30");
        assertThat(rowOf(april, "rt-d1").at("/actual").decimalValue()).isEqualByComparingTo("-11.50");
        assertThat(total("/sales?by=sku&under=rt-r&basis=SELL_OUT")).isEqualByComparingTo("0.00");
    }

    private static void giveBack(String id, long version, String node, String on, int pieces, String amount) {
        Wire.publish(
                "order.return",
                "ReturnCredited",
                id,
                version,
                """
                {"id":"%s","orderId":"x","orderNumber":"x","nodeId":"%s","status":"CREDITED","reason":"unsold",
                 "requestedOn":"2026-04-01","warehouse":"W","receivedOn":"%s","creditedOn":"%s","currency":"USD","amount":%s,
                 "lines":[{"line":1,"sku":"SKU-1","productLine":"Road","quantity":9,"unitPrice":1,"good":%d,"damaged":0,
                           "netAmount":%s},
                          {"line":2,"sku":"SKU-2","productLine":"Road","quantity":9,"unitPrice":1,"good":0,"damaged":0,
                           "netAmount":0}]}"""
                        .formatted(id, node, on, on, amount, pieces, amount));
    }

    @Test
    void explicitTargetsRankAndProject() {
        network("ex");
        order("ex-1", 1, "ex-d1", "DISTRIBUTION", "PAID", "2026-06-02", "1000.00");
        order("ex-2", 1, "ex-d2", "DISTRIBUTION", "PAID", "2026-06-20", "700.00");
        assertThat(target("ex-d1", "2026-06-01", "2026-06-30", "2000.00").status())
                .isEqualTo(201);
        assertThat(target("ex-d1", "2026-06-01", "2026-06-30", "2000.00").status())
                .as("said again")
                .isEqualTo(200);
        assertThat(target("ex-d2", "2026-06-01", "2026-06-30", "500.00").status())
                .isEqualTo(201);
        soon().until(() -> total("/sales?by=node&under=ex-r").equals(new BigDecimal("1700.00")));
        Answer board = get(Tokens.hq(), "/attainment?under=ex-r&from=2026-06-01&to=2026-06-30&on=2026-06-30");
        assertThat(rowOf(board, "ex-d2").at("/rank").asInt()).isEqualTo(1);
        assertThat(rowOf(board, "ex-d2").at("/attainmentPercent").decimalValue())
                .isEqualByComparingTo("140.00");
        assertThat(rowOf(board, "ex-d1").at("/attainmentPercent").decimalValue())
                .isEqualByComparingTo("50.00");
        assertThat(rowOf(board, "ex-web").at("/attainmentPercent").isNull()).isTrue();
        assertThat(board.at("/total/target").decimalValue()).isEqualByComparingTo("2500.00");
        assertThat(board.at("/total/attainmentPercent").decimalValue()).isEqualByComparingTo("68.00");
        Answer early = get(Tokens.hq(), "/attainment?under=ex-r&from=2026-06-01&to=2026-06-30&on=2026-06-12");
        assertThat(early.at("/businessDaysGone").asInt()).isEqualTo(10);
        assertThat(early.at("/total/actual").decimalValue()).isEqualByComparingTo("1000.00");
        assertThat(rowOf(early, "ex-d1").at("/runRateProjection").decimalValue())
                .isEqualByComparingTo("2200.00");
        assertThat(rowOf(early, "ex-d1").at("/projectedAttainmentPercent").decimalValue())
                .isEqualByComparingTo("110.00");
        assertThat(get(Tokens.dealer("ex-d1"), "/targets").at("/items").size()).isEqualTo(1);
        assertThat(get(Tokens.dealer("ex-d1"), "/targets?ownerId=ex-d2")
                        .at("/items")
                        .size())
                .isZero();
        assertThat(get(Tokens.hq(), "/targets?ownerId=ex-d2&from=2026-07-01&to=2026-07-31")
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void targetsOfNodesAndPeopleInTheScopeComePageByPage() {
        network("pga");
        network("pgb");
        post(Tokens.hq(), "/salespeople", "{\"id\":\"pga-s\",\"name\":\"S\"}");
        post(Tokens.hq(), "/salespeople/pga-s/assignments", "{\"regionId\":\"pga-r\",\"from\":\"2031-01-01\"}");
        for (String owner : List.of("pga-d1", "pga-d2", "pgb-d1")) {
            assertThat(target(owner, "2031-01-01", "2031-01-31", "1").status()).isEqualTo(201);
            assertThat(target(owner, "2031-02-01", "2031-02-28", "1").status()).isEqualTo(201);
        }
        assertThat(post(
                                Tokens.hq(),
                                "/targets",
                                targetBody("pga-s", "2031-01-01", "2031-01-31", "1")
                                        .replace("NODE", "SALESPERSON"))
                        .status())
                .isEqualTo(201);

        List<String> owners = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            Answer page =
                    get(Tokens.regionalManager("pga-r"), "/targets?from=2031-01-01&to=2031-02-28&limit=1" + after);
            assertThat(page.at("/items").size()).as(page.text()).isEqualTo(1);
            owners.add(page.at("/items/0/ownerId").asString());
            ids.add(page.at("/items/0/id").asString());
            assertThat(ids).isSorted().doesNotHaveDuplicates();
            after = page.at("/next").isNull()
                    ? ""
                    : "&after=" + page.at("/next").asString();
        } while (!after.isEmpty());

        assertThat(owners).containsExactlyInAnyOrder("pga-d1", "pga-d1", "pga-d2", "pga-d2", "pga-s");
    }

    @Test
    void badTargetsAreRefused() {
        network("bt");
        assertThat(target("bt-no", "2026-06-01", "2026-06-30", "1").status()).isEqualTo(400);
        assertThat(target("bt-d1", "2026-06-30", "2026-06-01", "1").text()).contains("periodEnd");
        assertThat(target("bt-d1", "2026-06-01", "2026-06-30", "1.005").text()).contains("amount");
        assertThat(target("bt-d1", "2026-06-01", "2026-06-30", "-1").text()).contains("amount");
        assertThat(target("bt-d1", "2026-06-31", "2026-06-30", "1").status()).isEqualTo(400);
        String body = targetBody("bt-d1", "2026-06-01", "2026-06-30", "1");
        assertThat(post(Tokens.regionalManager("bt-r"), "/targets", body).status())
                .isEqualTo(201);
        assertThat(post(Tokens.regionalManager("bt-d2"), "/targets", body).status())
                .isEqualTo(400);
        assertThat(post(Tokens.dealer("bt-d1"), "/targets", body).status()).isEqualTo(403);
        Answer other = post(
                Tokens.hq(),
                "/targets",
                targetBody("bt-d2", "2026-06-01", "2026-06-30", "1").replaceFirst("\\{", "{\"id\":\"bt-t\","));
        assertThat(other.status()).isEqualTo(201);
        assertThat(post(
                                Tokens.hq(),
                                "/targets",
                                targetBody("bt-d1", "2026-06-01", "2026-06-30", "1")
                                        .replaceFirst("\\{", "{\"id\":\"bt-t\","))
                        .problem())
                .isEqualTo("target-exists");
    }

    @Test
    void targetsAreImported() {
        network("it");
        String csv =
                """
                target_id,owner_kind,owner_id,period_start,period_end,measure,product_line,amount
                ,NODE,it-d1,2026-01-01,2026-03-31,REVENUE,,1000.50
                ,NODE,it-d1,2026-01-01,2026-03-31,QUANTITY,Road,10
                ,NODE,it-d1,2026-01-01,2026-03-31,QUANTITY,Road,1.5
                ,NODE,it-no,2026-01-01,2026-03-31,REVENUE,,1
                ,NODE,it-d1,2026-04-01,2026-03-31,REVENUE,,1
                """;
        Answer first = importCsv("targets", csv);
        assertThat(first.at("/inserted").asInt()).as(first.text()).isEqualTo(2);
        assertThat(rejects("targets", first)).contains("unknown-owner", "period", "amount");
        assertThat(importCsv("targets", csv).at("/unchanged").asInt()).isEqualTo(2);
        Answer changed = importCsv("targets", csv.replace("1000.50", "2000.50"));
        assertThat(changed.at("/updated").asInt()).isEqualTo(1);
        soon().until(() -> Wire.read("dealer.target").stream()
                        .filter(message -> message.json().contains("it-d1"))
                        .count()
                == 3);
    }

    @Test
    void salespeopleAreMeasuredAgainstTheirQuota() {
        network("sq");
        post(Tokens.hq(), "/salespeople", "{\"id\":\"sq-1\",\"name\":\"Linda\"}");
        post(Tokens.hq(), "/salespeople/sq-1/assignments", "{\"regionId\":\"sq-r\",\"from\":\"2026-01-01\"}");
        Answer quota = post(
                Tokens.hq(),
                "/targets",
                targetBody("sq-1", "2026-09-01", "2026-09-30", "200.00").replace("NODE", "SALESPERSON"));
        assertThat(quota.status()).isEqualTo(201);
        publishOrder("sq-o", 1, "sq-d1", "DISTRIBUTION", "PAID", "\"2026-09-03\"", "150.00", "sq-1");
        soon().untilAsserted(() -> {
            Answer board = get(Tokens.regionalManager("sq-r"), "/attainment/salespeople?from=2026-09-01&to=2026-09-30");
            assertThat(board.at("/rows").size()).isEqualTo(1);
            assertThat(rowOf(board, "sq-1").at("/attainmentPercent").decimalValue())
                    .isEqualByComparingTo("75.00");
            assertThat(rowOf(board, "sq-1").at("/name").asString()).isEqualTo("Linda");
        });
        assertThat(get(Tokens.regionalManager("sq-d1"), "/attainment/salespeople?from=2026-09-01&to=2026-09-30")
                        .at("/rows")
                        .size())
                .isZero();
    }

    @Test
    void anOrderThatNamesNobodyIsThatOfTheOneWhoWorksThere() {
        network("ws");
        post(Tokens.hq(), "/salespeople", "{\"id\":\"ws-1\",\"name\":\"Linda\"}");
        post(
                Tokens.hq(),
                "/salespeople/ws-1/assignments",
                "{\"regionId\":\"ws-r\",\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}");
        publishOrder("ws-o1", 1, "ws-d1", "DISTRIBUTION", "DELIVERED", "\"2026-10-31\"", "150.00", null);
        publishOrder("ws-o2", 1, "ws-d1", "DISTRIBUTION", "DELIVERED", "\"2026-11-01\"", "40.00", null);
        Wire.publish(
                "order.return",
                "ReturnCredited",
                "ws-b1",
                1,
                """
                {"id":"ws-b1","nodeId":"ws-d1","creditedOn":"2026-10-30","lines":[
                 {"line":1,"sku":"SKU-1","productLine":"Road","good":1,"damaged":0,"netAmount":50.00}]}""");
        soon().untilAsserted(() -> {
            Answer board = get(Tokens.hq(), "/attainment/salespeople?from=2026-10-01&to=2026-11-30");
            assertThat(rowOf(board, "ws-1").at("/actual").decimalValue()).isEqualByComparingTo("100.00");
        });
        Answer sales = get(Tokens.hq(), "/sales?by=salesperson&under=ws-r&from=2026-10-01&to=2026-11-30");
        assertThat(sales.at("/rows/0/key").asString()).isEqualTo("ws-1");
        assertThat(sales.at("/rows/1/key").asString()).isEqualTo("UNASSIGNED");
        assertThat(sales.at("/rows/1/revenue").decimalValue()).isEqualByComparingTo("40.00");
    }

    @Test
    void anOrderOfAnUnknownNodeIsSeenByHeadquartersOnly() {
        order("unk-1", 1, "unk-node", "DISTRIBUTION", "PAID", "2019-03-01", "3.00");
        soon().untilAsserted(() -> {
            Answer all = get(Tokens.hq(), "/sales?by=region&from=2019-03-01&to=2019-03-01");
            assertThat(all.at("/rows/0/key").asString()).isEqualTo("UNASSIGNED");
        });
        assertThat(get(Tokens.regionalManager("bd-r"), "/sales?by=region&from=2019-03-01&to=2019-03-01")
                        .at("/rows")
                        .size())
                .isZero();
    }

    private void network(String prefix) {
        createNode(prefix + "-r", "REGION", "HQ", "");
        createNode(prefix + "-d1", "DEALER", prefix + "-r", ",\"status\":\"ACTIVE\"");
        createNode(prefix + "-o1", "OUTLET", prefix + "-d1", ",\"status\":\"ACTIVE\"");
        createNode(prefix + "-d2", "DEALER", prefix + "-r", ",\"status\":\"ACTIVE\"");
        createNode(prefix + "-web", "OUTLET", prefix + "-r", ",\"channel\":\"DIRECT\",\"status\":\"ACTIVE\"");
    }

    private static void order(
            String id, long version, String node, String channel, String status, @Nullable String on, String amount) {
        publishOrder(id, version, node, channel, status, on == null ? "null" : "\"" + on + "\"", amount, "E1");
    }

    private static void publishOrder(
            String id,
            long version,
            String node,
            String channel,
            String status,
            String recognisedOn,
            String amount,
            @Nullable String salesperson) {
        String type =
                switch (status) {
                    case "CANCELLED" -> "OrderCancelled";
                    case "APPROVED" -> "OrderApproved";
                    case "DELIVERED" -> "OrderDelivered";
                    default -> "OrderPaid";
                };
        Wire.publish(
                "order.order",
                type,
                id,
                version,
                """
                {"id":"%s","number":"%s","nodeId":"%s","channel":"%s","customerId":null,"salespersonId":%s,"status":"%s",
                 "history":false,"orderedOn":"2026-01-01","recognisedOn":%s,"currency":"USD","total":%s,
                 "lines":[{"line":1,"sku":"SKU-1","productLine":"Road","quantity":2,"shortShipped":0,"unitPrice":1,"netAmount":%s}]}"""
                        .formatted(
                                id,
                                id,
                                node,
                                channel,
                                salesperson == null ? "null" : '"' + salesperson + '"',
                                status,
                                recognisedOn,
                                amount,
                                amount));
    }

    private Answer target(String node, String from, String to, String amount) {
        return post(Tokens.hq(), "/targets", targetBody(node, from, to, amount));
    }

    private static String targetBody(String owner, String from, String to, String amount) {
        return ("{\"ownerKind\":\"NODE\",\"ownerId\":\"%s\",\"periodStart\":\"%s\",\"periodEnd\":\"%s\","
                        + "\"measure\":\"REVENUE\",\"amount\":%s}")
                .formatted(owner, from, to, amount);
    }

    private BigDecimal total(String path) {
        return get(Tokens.hq(), path).at("/total/revenue").decimalValue();
    }

    private BigDecimal row(String by, String key, String pointer) {
        Answer answer = get(Tokens.hq(), "/sales?under=dim-r&by=" + by);
        for (JsonNode row : answer.at("/rows")) {
            if (row.at("/key").asString().equals(key)) {
                return row.at(pointer).decimalValue();
            }
        }
        throw new AssertionError(answer.text());
    }

    private static JsonNode rowOf(Answer board, String id) {
        for (JsonNode row : board.at("/rows")) {
            if (row.at("/nodeId").asString().equals(id)) {
                return row;
            }
        }
        throw new AssertionError(List.of(id, board.text()).toString());
    }
}
