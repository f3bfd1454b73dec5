package org.qudao.dealer.adventureworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.RunningService;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

/** The whole sample through this service: its published figures, and how long it takes. */
class AdventureWorksIT extends RunningService {
    private static final String ALL = "from=2010-12-01&to=2014-01-31";
    private static final int ORDERS = 31_455;

    @Test
    void answersThePublishedFiguresQuickly() {
        AdventureWorks sample = AdventureWorks.fromEnvironment();
        assumeTrue(sample.exists(), "AdventureWorks is not beside the checkout");
        load(sample);

        Answer channels = timed("channels", "/sales?by=channel&" + ALL);
        assertThat(value(channels, "DISTRIBUTION", "revenue")).isEqualByComparingTo("80450596.98");
        assertThat(value(channels, "DIRECT", "revenue")).isEqualByComparingTo("29358677.22");
        assertThat(value(channels, "DISTRIBUTION", "sharePercent")).isEqualByComparingTo("73.26");
        assertThat(value(channels, "DIRECT", "sharePercent")).isEqualByComparingTo("26.74");
        assertThat(channels.at("/total/orders").asInt()).isEqualTo(ORDERS);

        Answer regions = timed("regions of dealers", "/sales?by=region&channel=DISTRIBUTION&" + ALL);
        assertThat(value(regions, "T04", "revenue")).isEqualByComparingTo("18466458.79");
        assertThat(value(regions, "T06", "revenue")).isEqualByComparingTo("14377925.60");

        Answer top = timed("top dealer", "/sales?by=node&channel=DISTRIBUTION&top=1&" + ALL);
        assertThat(top.at("/rows/0/name").asString()).isEqualTo("Brakes and Gears");
        assertThat(top.at("/rows/0/revenue").decimalValue()).isEqualByComparingTo("877107.19");

        Answer year = timed("2013", "/sales?by=month&channel=DISTRIBUTION&from=2013-01-01&to=2013-12-31");
        assertThat(year.at("/total/revenue").decimalValue()).isEqualByComparingTo("33574834.16");
        timed("skus", "/sales?by=sku&" + ALL);
        timed("product lines", "/sales?by=productLine&" + ALL);

        Answer quota = timed("quota", "/attainment/salespeople?from=2013-06-30&to=2013-09-28");
        assertThat(attainmentOf(quota, "Linda Mitchell")).isEqualByComparingTo("95.25");

        long started = System.nanoTime();
        Answer plan = post(
                Tokens.hq(),
                "/target-plans",
                "{\"id\":\"aw-2014\",\"year\":2014,\"measure\":\"REVENUE\",\"total\":50000000.01,\"basisYear\":2013}");
        System.out.printf("plan made in %d ms%n", (System.nanoTime() - started) / 1_000_000);
        assertThat(plan.status()).as(plan.text()).isEqualTo(201);
        assertThat(post(Tokens.hq(), "/target-plans/aw-2014/publish", "").status())
                .isEqualTo(200);
        Answer board = timed("region board", "/attainment?under=T04&from=2014-01-01&to=2014-03-31");
        BigDecimal rows = BigDecimal.ZERO;
        for (JsonNode row : board.at("/rows")) {
            rows = rows.add(row.at("/target").decimalValue());
        }
        assertThat(rows).isEqualByComparingTo(board.at("/total/target").decimalValue());
        timed("whole board", "/attainment?from=2013-01-01&to=2013-12-31");
        timed("sell-out board", "/attainment?from=2013-01-01&to=2013-12-31&basis=SELL_OUT&measure=QUANTITY");
    }

    private void load(AdventureWorks sample) {
        Answer nodes = importCsv("nodes", sample.nodes());
        assertThat(nodes.at("/inserted").asInt()).as(nodes.text()).isEqualTo(730);
        assertThat(importCsv("salespeople", sample.salespeople())
                        .at("/inserted")
                        .asInt())
                .isEqualTo(18);
        Answer assignments = importCsv("salesperson-territories", sample.assignments());
        assertThat(assignments.at("/inserted").asInt()).as(assignments.text()).isEqualTo(17);
        assertThat(importCsv("targets", sample.targets()).at("/inserted").asInt())
                .isEqualTo(163);
        Map<String, String> orders = sample.orders();
        assertThat(orders).hasSize(ORDERS);
        int before =
                get(Tokens.hq(), "/sales?by=channel&" + ALL).at("/total/orders").asInt();
        long started = System.nanoTime();
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            orders.forEach((number, json) ->
                    senders.execute(() -> Wire.publish("order.order", "OrderRecorded", number, 1, json)));
        }
        long sent = System.nanoTime();
        soon().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> get(Tokens.hq(), "/sales?by=channel&" + ALL)
                                .at("/total/orders")
                                .asInt()
                        == before + ORDERS);
        System.out.printf(
                "%d orders sent in %d ms, all counted %d ms later%n",
                ORDERS, (sent - started) / 1_000_000, (System.nanoTime() - sent) / 1_000_000);
    }

    private Answer timed(String what, String path) {
        List<Long> ms = new ArrayList<>();
        Answer answer = get(Tokens.hq(), path);
        for (int i = 0; i < 5; i++) {
            long started = System.nanoTime();
            answer = get(Tokens.hq(), path);
            ms.add((System.nanoTime() - started) / 1_000_000);
        }
        Collections.sort(ms);
        System.out.printf("%s: %d ms (median of 5, slowest %d ms)%n", what, ms.get(2), ms.getLast());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static BigDecimal value(Answer answer, String key, String field) {
        for (JsonNode row : answer.at("/rows")) {
            if (row.at("/key").asString().equals(key)) {
                return row.at("/" + field).decimalValue();
            }
        }
        throw new AssertionError(answer.text());
    }

    private static BigDecimal attainmentOf(Answer board, String name) {
        for (JsonNode row : board.at("/rows")) {
            if (row.at("/name").asString().equals(name)) {
                return row.at("/attainmentPercent").decimalValue();
            }
        }
        throw new AssertionError(board.text());
    }
}
