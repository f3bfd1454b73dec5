package org.qudao.dealer.planning;

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

/** Plans decompose over everything that the other tests have made, which is a good test of the sums. */
class TargetPlansIT extends RunningService {

    @Test
    void aPlanIsDraftedPublishedAndSupersededAsAWhole() {
        createNode("pl-r", "REGION", "HQ", "");
        createNode("pl-d1", "DEALER", "pl-r", ",\"status\":\"ACTIVE\"");
        createNode("pl-d2", "DEALER", "pl-r", ",\"status\":\"ACTIVE\"");
        sold("pl-1", "pl-d1", "1990-03-15", "300.00");
        sold("pl-2", "pl-d2", "1990-07-15", "100.00");
        soon().until(() -> get(Tokens.hq(), "/sales?by=node&from=1990-01-01&to=1990-12-31")
                        .at("/total/orders")
                        .asInt()
                == 2);

        Answer preview =
                get(Tokens.hq(), "/target-plans/preview?year=1991&measure=REVENUE&total=1000.01&basisYear=1990");
        assertThat(amount(preview, "pl-r", "/total")).as(preview.text()).isEqualByComparingTo("1000.01");
        assertThat(get(Tokens.hq(), "/target-plans/pl-plan").status()).isEqualTo(404);

        Answer draft = plan("pl-plan", 1991, "1000.01");
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        assertThat(draft.at("/status").asString()).isEqualTo("DRAFT");
        assertThat(draft.at("/nodes")).isEqualTo(preview.at("/nodes"));
        assertThat(amount(draft, "HQ", "/total")).isEqualByComparingTo("1000.01");
        assertThat(amount(draft, "pl-d1", "/total")).isEqualByComparingTo("750.01");
        assertThat(amount(draft, "pl-d2", "/total")).isEqualByComparingTo("250.00");
        assertThat(amount(draft, "pl-d1", "/months/2")).isEqualByComparingTo("750.01");
        assertThat(amount(draft, "pl-r", "/quarters/2")).isEqualByComparingTo("250.00");
        assertSumsAreExact(draft);

        assertThat(attained("pl-d1").isNull()).as("a draft counts for nothing").isTrue();
        String manager = Tokens.regionalManager("pl-r");
        assertThat(get(manager, "/target-plans/pl-plan").status()).isEqualTo(404);
        assertThat(post(manager, "/target-plans/pl-plan/publish", "").status()).isEqualTo(403);

        assertThat(post(Tokens.hq(), "/target-plans/pl-plan/publish", "").status())
                .isEqualTo(200);
        assertThat(attained("pl-d1").decimalValue()).isEqualByComparingTo("750.01");
        Answer seen = get(manager, "/target-plans/pl-plan");
        assertThat(seen.at("/nodes").size()).isEqualTo(3);
        assertThat(seen.at("/total").isNull()).isTrue();
        assertThat(get(Tokens.dealer("pl-d1"), "/target-plans/pl-plan")
                        .at("/nodes")
                        .size())
                .isEqualTo(1);
        assertThat(get(Tokens.dealer("pl-d1"), "/target-plans/pl-plan?under=pl-d2")
                        .status())
                .isEqualTo(404);

        plan("pl-second", 1991, "2000.00");
        post(Tokens.hq(), "/target-plans/pl-second/publish", "");
        assertThat(attained("pl-d1").decimalValue()).isEqualByComparingTo("1500.00");
        assertThat(get(Tokens.hq(), "/target-plans/pl-plan").at("/status").asString())
                .isEqualTo("SUPERSEDED");
        post(Tokens.hq(), "/target-plans/pl-second/publish", "");
        soon().until(() -> Wire.read("dealer.target").stream()
                        .filter(message -> message.json().contains("\"planId\":\"pl-"))
                        .count()
                == 2);
    }

    @Test
    void aDealersOwnRowIsMeasuredAgainstWhatIsAskedOfTheDealerAlone() {
        createNode("po-r", "REGION", "HQ", "");
        createNode("po-d", "DEALER", "po-r", ",\"status\":\"ACTIVE\"");
        createNode("po-o", "OUTLET", "po-d", ",\"status\":\"ACTIVE\"");
        sold("po-1", "po-d", "1970-05-15", "300.00");
        sold("po-2", "po-o", "1970-05-15", "100.00");
        soon().until(() -> get(Tokens.hq(), "/sales?by=node&from=1970-01-01&to=1970-12-31")
                        .at("/total/orders")
                        .asInt()
                == 2);
        post(
                Tokens.hq(),
                "/target-plans",
                "{\"id\":\"po\",\"year\":1971,\"measure\":\"REVENUE\",\"total\":800,\"basisYear\":1970}");
        post(Tokens.hq(), "/target-plans/po/publish", "");

        String year = "&from=1971-01-01&to=1971-12-31";
        Answer planned = get(Tokens.hq(), "/attainment?under=po-d" + year);
        assertThat(target(planned, "po-d")).as(planned.text()).isEqualByComparingTo("600");
        assertThat(target(planned, "po-o")).isEqualByComparingTo("200");
        assertThat(planned.at("/total/target").decimalValue()).isEqualByComparingTo("800");
        assertThat(get(Tokens.hq(), "/attainment?under=po-r" + year)
                        .at("/rows/0/target")
                        .decimalValue())
                .as("a dealer's row under the region includes the outlets")
                .isEqualByComparingTo("800");

        post(
                Tokens.hq(),
                "/targets",
                "{\"ownerKind\":\"NODE\",\"ownerId\":\"po-d\",\"periodStart\":\"1971-01-01\",\"periodEnd\":\"1971-12-31\","
                        + "\"measure\":\"REVENUE\",\"amount\":900}");
        Answer explicit = get(Tokens.hq(), "/attainment?under=po-d" + year);
        assertThat(target(explicit, "po-d"))
                .as("nobody said how much is the dealer's own")
                .isNull();
        assertThat(explicit.at("/total/target").decimalValue()).isEqualByComparingTo("900");
    }

    @Test
    void aPartnerThatMovesTakesItsTargetAlong() {
        createNode("pm-r1", "REGION", "HQ", "");
        createNode("pm-r2", "REGION", "HQ", "");
        createNode("pm-d1", "DEALER", "pm-r1", ",\"status\":\"ACTIVE\"");
        createNode("pm-d2", "DEALER", "pm-r1", ",\"status\":\"ACTIVE\"");
        createNode("pm-d3", "DEALER", "pm-r2", ",\"status\":\"ACTIVE\"");
        createNode("pm-o2", "OUTLET", "pm-d2", ",\"status\":\"ACTIVE\"");
        sold("pm-1", "pm-d1", "1960-05-15", "60.00");
        sold("pm-2", "pm-d2", "1960-05-15", "30.00");
        sold("pm-3", "pm-d3", "1960-05-15", "50.00");
        sold("pm-4", "pm-o2", "1960-06-15", "10.00");
        soon().until(() -> get(Tokens.hq(), "/sales?by=node&from=1960-01-01&to=1960-12-31")
                        .at("/total/orders")
                        .asInt()
                == 4);
        Answer plan = post(
                Tokens.hq(),
                "/target-plans",
                "{\"id\":\"pm\",\"year\":1961,\"measure\":\"REVENUE\",\"total\":150,\"basisYear\":1960}");
        post(Tokens.hq(), "/target-plans/pm/publish", "");
        assertThat(regionTarget("pm-r1")).isEqualByComparingTo("100");
        assertThat(regionTarget("pm-r2")).isEqualByComparingTo("50");

        post(Tokens.hq(), "/nodes/pm-d2/move", "{\"parentId\":\"pm-r2\"}");

        soon().untilAsserted(() -> {
            assertThat(regionTarget("pm-r1")).isEqualByComparingTo("60");
            assertThat(regionTarget("pm-r2")).isEqualByComparingTo("90");
        });
        Answer board = get(Tokens.hq(), "/attainment?under=pm-r2&from=1961-01-01&to=1961-12-31");
        assertThat(target(board, "pm-d2")).as("with its outlet").isEqualByComparingTo("40");
        assertThat(target(board, "pm-d3")).isEqualByComparingTo("50");
        assertThat(get(Tokens.hq(), "/target-plans/pm").at("/nodes"))
                .as("the plan as it was made")
                .isEqualTo(plan.at("/nodes"));
        assertThat(amount(plan, "pm-r1", "/total")).isEqualByComparingTo("100");
    }

    private BigDecimal regionTarget(String region) {
        return get(Tokens.hq(), "/attainment?under=" + region + "&from=1961-01-01&to=1961-12-31")
                .at("/total/target")
                .decimalValue();
    }

    private static @Nullable BigDecimal target(Answer board, String node) {
        for (JsonNode row : board.at("/rows")) {
            if (row.at("/nodeId").asString().equals(node)) {
                return row.at("/target").isNull() ? null : row.at("/target").decimalValue();
            }
        }
        throw new AssertionError(board.text());
    }

    @Test
    void thePeriodIsClippedByDays() {
        createNode("pc-r", "REGION", "HQ", "");
        createNode("pc-d", "DEALER", "pc-r", ",\"status\":\"ACTIVE\"");
        sold("pc-1", "pc-d", "1980-04-15", "1.00");
        soon().until(() -> get(Tokens.hq(), "/sales?by=node&from=1980-01-01&to=1980-12-31")
                        .at("/total/orders")
                        .asInt()
                == 1);
        Answer made = post(
                Tokens.hq(),
                "/target-plans",
                "{\"id\":\"pc\",\"year\":1981,\"measure\":\"QUANTITY\",\"total\":30,\"basisYear\":1980}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        post(Tokens.hq(), "/target-plans/pc/publish", "");
        Answer half = get(Tokens.hq(), "/attainment?under=pc-r&from=1981-04-16&to=1981-05-31&measure=QUANTITY");
        assertThat(half.at("/total/target").decimalValue()).isEqualByComparingTo("15");
    }

    @Test
    void theSameRequestTwiceIsTheSamePlanAndAnotherOneIsRefused() {
        assertThat(plan("same", 1971, "10.00").status()).isEqualTo(201);
        Answer again = plan("same", 1971, "10.00");
        assertThat(again.status()).isEqualTo(201);
        assertThat(plan("same", 1971, "11.00").problem()).isEqualTo("plan-exists");
        assertSumsAreExact(again);
        assertThat(get(Tokens.hq(), "/target-plans").text()).contains("\"same\"");
    }

    @Test
    void everyPlanIsOnOnePageOfTheList() {
        plan("page-1", 1971, "1.00");
        plan("page-2", 1971, "2.00");
        plan("page-3", 1971, "3.00");

        List<String> seen = new ArrayList<>();
        String after = "";
        while (after != null) {
            Answer page = get(Tokens.hq(), "/target-plans?limit=1" + after);
            assertThat(page.at("/items").size()).as(page.text()).isEqualTo(1);
            seen.add(page.at("/items/0/id").asString());
            assertThat(seen).doesNotHaveDuplicates();
            after = page.at("/next").isNull()
                    ? null
                    : "&after=" + page.at("/next").asString();
        }

        assertThat(seen.subList(0, 3)).containsExactly("page-3", "page-2", "page-1");
        assertThat(get(Tokens.hq(), "/target-plans?after=nobody").status()).isEqualTo(400);
    }

    @Test
    void badPlansAreRefused() {
        assertThat(plan("bad", 1971, "10.001").text()).contains("total");
        assertThat(plan("bad", 1971, "-1").text()).contains("total");
        assertThat(plan("bad", 3000, "1").text()).contains("year");
        assertThat(plan("preview", 1971, "1").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "/target-plans/preview?year=1971&measure=REVENUE&total=x&basisYear=1970")
                        .status())
                .isEqualTo(400);
        assertThat(post(Tokens.hq(), "/target-plans/absent/publish", "").status())
                .isEqualTo(404);
        assertThat(get(Tokens.regionalManager("HQ"), "/target-plans").status()).isEqualTo(403);
        assertThat(post(Tokens.dealer("x"), "/target-plans", "{}").status()).isIn(400, 403);
    }

    private Answer plan(String id, int year, String total) {
        return post(
                Tokens.hq(),
                "/target-plans",
                "{\"id\":\"%s\",\"year\":%d,\"measure\":\"REVENUE\",\"total\":%s,\"basisYear\":%d}"
                        .formatted(id, year, total, Math.min(year - 1, 2000)));
    }

    private JsonNode attained(String node) {
        return get(Tokens.hq(), "/attainment?under=" + node + "&from=1991-01-01&to=1991-12-31")
                .at("/rows/0/target");
    }

    private static void assertSumsAreExact(Answer plan) {
        for (JsonNode node : plan.at("/nodes")) {
            BigDecimal months = BigDecimal.ZERO;
            for (JsonNode month : node.at("/months")) {
                months = months.add(month.decimalValue());
            }
            assertThat(months).isEqualByComparingTo(node.at("/total").decimalValue());
            BigDecimal below = BigDecimal.ZERO;
            boolean any = false;
            for (JsonNode child : plan.at("/nodes")) {
                if (child.at("/parentId").asString("").equals(node.at("/nodeId").asString())) {
                    below = below.add(child.at("/total").decimalValue());
                    any = true;
                }
            }
            if (any && !node.at("/nodeId").asString().contains("-d")) {
                assertThat(below).isEqualByComparingTo(node.at("/total").decimalValue());
            }
        }
    }

    private static BigDecimal amount(Answer plan, String node, String pointer) {
        for (JsonNode one : plan.at("/nodes")) {
            if (one.at("/nodeId").asString().equals(node)) {
                return one.at(pointer).decimalValue();
            }
        }
        throw new AssertionError(plan.text());
    }

    private static void sold(String id, String node, String on, String amount) {
        Wire.publish(
                "order.order",
                "OrderRecorded",
                id,
                1,
                """
                {"id":"%s","nodeId":"%s","channel":"DISTRIBUTION","salespersonId":null,"status":"PAID","recognisedOn":"%s",
                 "lines":[{"line":1,"sku":"S","productLine":"Road","quantity":1,"shortShipped":0,"netAmount":%s}]}"""
                        .formatted(id, node, on, amount));
    }
}
