package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class ImportsIT extends RunningOrderService {

    private static final Path ADVENTURE_WORKS =
            Path.of(System.getenv().getOrDefault("QUDAO_ADVENTUREWORKS", "../../shared/data/adventureworks"));
    private static final String ORDER_HEADER =
            "order_number,channel,node_id,customer_id,salesperson_id,order_date,requested_date,ship_date,status,currency,line,sku,quantity,unit_price,net_amount\n";

    @Test
    void theSameOrdersTwiceChangeNothingAndOtherContentIsRejected() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        String number = unique("SO");
        String line = "%s,DISTRIBUTION,%s,,E1,2013-06-30,,2013-07-02,%s,USD,%d,%s,%d,10,%s\n";
        String csv = ORDER_HEADER
                + line.formatted(number, dealer, "SHIPPED", 1, sku, 2, "19.5")
                + line.formatted(number, dealer, "SHIPPED", 2, sku, 1, "10")
                + line.formatted(number + "-C", dealer, "CANCELLED", 1, sku, 1, "10");

        JsonNode first = importCsv("orders", csv).is(200).json();
        JsonNode again = importCsv("orders", csv).is(200).json();
        JsonNode other =
                importCsv("orders", csv.replace("19.5", "19.4")).is(200).json();

        assertThat(first.path("inserted").asInt()).isEqualTo(2);
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        assertThat(other.path("rejected").asInt()).isEqualTo(1);
        assertThat(other.path("unchanged").asInt()).isEqualTo(1);
        assertThat(rejects("orders", other))
                .contains("2,net_amount,recorded-otherwise,19.4,\"the order was recorded before, here 19.5;");
        JsonNode order =
                get("/api/v1/orders?number=" + number, HQ).json().path("items").get(0);
        assertThat(order.path("total").decimalValue()).isEqualByComparingTo("29.5");
        assertThat(order.path("history").asBoolean()).isTrue();
        assertThat(orderNow(order.path("id").asString()).path("recognisedOn").asString())
                .isEqualTo("2013-06-30");
        JsonNode cancelled = get("/api/v1/orders?number=" + number + "-C", HQ)
                .json()
                .path("items")
                .get(0);
        assertThat(orderNow(cancelled.path("id").asString())
                        .path("recognisedOn")
                        .isNull())
                .isTrue();
        // History never moves and touches no credit.
        post("/api/v1/orders/" + order.path("id").asString() + "/deliver", HQ, "")
                .is(409);
        get("/api/v1/credit-accounts/" + dealer, HQ).is(404);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        SubmitOrderIT.eventsOf(order.path("id").asString()))
                .containsExactly("OrderRecorded"));
    }

    @Test
    void namesRowColumnAndRuleOfWhatIsWrong() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        String row = "%s,DISTRIBUTION,%s,%s,,2013-06-30,,,PAID,%s,%s,%s,%s,10,10\n";
        String csv = ORDER_HEADER
                + row.formatted("X1", "nobody", "", "USD", "1", sku, "1")
                + row.formatted("X2", dealer, "nobody", "USD", "1", sku, "1")
                + row.formatted("X3", dealer, "", "USD", "1", "nothing", "1")
                + row.formatted("X4", dealer, "", "EUR", "1", sku, "1")
                + row.formatted("X5", dealer, "", "USD", "1", sku, "0")
                + row.formatted("X6", dealer, "", "USD", "1", sku, "1")
                + row.formatted("X6", dealer, "", "USD", "1", sku, "1");

        JsonNode summary = importCsv("orders", csv).is(200).json();

        assertThat(summary.path("inserted").asInt()).isZero();
        assertThat(rejects("orders", summary))
                .contains("2,node_id,unknown-node,nobody")
                .contains("3,customer_id,unknown-customer,nobody")
                .contains("4,sku,unknown-sku,nothing")
                .contains("5,currency,other-currency,EUR")
                .contains("6,quantity,")
                .contains("8,line,duplicate-line");
    }

    @Test
    void historyLiesInThePastAndIsShippedAfterItWasOrdered() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        // Tomorrow may be today before the file is read.
        LocalDate future = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        String row = unique("SO") + "-%s,DISTRIBUTION," + dealer + ",,,%s,,%s,PAID,,1," + sku + ",1,10,10\n";

        JsonNode orders = importCsv(
                        "orders",
                        ORDER_HEADER
                                + row.formatted("1", "2013-06-30", "2013-06-30")
                                + row.formatted("2", future, "")
                                + row.formatted("3", "2013-06-30", future)
                                + row.formatted("4", "2013-06-30", "2013-06-29"))
                .is(200)
                .json();
        JsonNode payments = importCsv(
                        "payments",
                        "payment_id,node_id,received_on,amount\n%1$s-1,%2$s,2013-06-30,10\n%1$s-2,%2$s,%3$s,10\n"
                                .formatted(unique("P"), dealer, future))
                .is(200)
                .json();

        assertThat(orders.path("inserted").asInt()).isEqualTo(1);
        assertThat(rejects("orders", orders))
                .contains(
                        "3,order_date,in-the-future," + future,
                        "4,ship_date,in-the-future," + future,
                        "5,ship_date,before-order,2013-06-29");
        assertThat(payments.path("inserted").asInt()).isEqualTo(1);
        assertThat(rejects("payments", payments)).contains("3,received_on,in-the-future," + future);
    }

    @Test
    void historyAndCustomersBelongToWhoSellsByThatChannel() {
        String dealer = dealer("R1");
        String shop = unique("SHOP");
        String region = unique("R");
        node(shop, "OUTLET", "DIRECT", "ACTIVE", 1, "R1");
        node(region, "REGION", null, "ACTIVE", 1, "R1");
        awaitNode(shop);
        awaitNode(region);
        String sku = product("10", null);
        String row = "%s,%s,%s,,,2013-06-30,,,PAID,,1," + sku + ",1,10,10\n";

        JsonNode orders = importCsv(
                        "orders",
                        ORDER_HEADER
                                + row.formatted(unique("SO"), "DISTRIBUTION", dealer)
                                + row.formatted(unique("SO"), "DIRECT", shop)
                                + row.formatted(unique("SO"), "DIRECT", dealer)
                                + row.formatted(unique("SO"), "DISTRIBUTION", shop)
                                + row.formatted(unique("SO"), "DISTRIBUTION", region))
                .is(200)
                .json();
        JsonNode customers = importCsv(
                        "customers",
                        "customer_id,node_id\n%1$s-1,%2$s\n%1$s-2,%3$s\n%1$s-3,%4$s\n%1$s-4,%2$s\n"
                                .formatted(unique("C"), shop, dealer, region))
                .is(200)
                .json();

        assertThat(orders.path("inserted").asInt()).isEqualTo(2);
        assertThat(get(orders.path("rejectFile").asString(), HQ).text())
                .contains("4,channel,other-channel,DIRECT", "5,channel,other-channel,DISTRIBUTION")
                .contains("6,node_id,not-a-partner," + region);
        assertThat(customers.path("inserted").asInt()).isEqualTo(2);
        assertThat(get(customers.path("rejectFile").asString(), HQ).text())
                .contains("3,node_id,other-channel," + dealer, "4,node_id,not-a-partner," + region);
    }

    @Test
    void importsTheOtherKindsOnceAndRefusesWhatIsUnknown() {
        String dealer = dealer("R1");
        String shop = unique("SHOP");
        node(shop, "OUTLET", "DIRECT", "ACTIVE", 1, "R1");
        awaitNode(shop);
        String sku = unique("SKU");
        String products = "sku,name,list_price,dealer_price,currency,status\n%s,Bike,10.5,,USD,\n".formatted(sku);
        assertImport("products", products, "inserted");
        assertImport("products", products, "unchanged");
        assertImport("products", products.replace("10.5", "11"), "updated");
        assertImport("products", products.replace("USD", "EUR"), "rejected");

        String customers = "customer_id,node_id,city,country,since\n%s,%s,Rockhampton,AU,2011-01-19\n"
                .formatted(unique("C"), shop);
        assertImport("customers", customers, "inserted");
        assertImport("customers", customers, "unchanged");
        assertImport("customers", customers.replace("Rockhampton", "Seaford"), "updated");
        assertImport("customers", customers.replace(shop, "nobody"), "rejected");

        String accounts = "node_id,credit_limit,currency,terms_days\n%s,5000,USD,30\n".formatted(dealer);
        assertImport("credit-accounts", accounts, "inserted");
        assertImport("credit-accounts", accounts, "unchanged");
        assertImport("credit-accounts", accounts.replace("5000", "6000"), "updated");
        assertImport("credit-accounts", accounts.replace("5000", "-1"), "rejected");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("6000");

        String payments = "payment_id,node_id,received_on,amount,currency\n%s,%s,2004-10-19,6066.78,USD\n"
                .formatted(unique("P"), dealer);
        assertImport("payments", payments, "inserted");
        assertImport("payments", payments, "unchanged");
        assertImport("payments", payments.replace("6066.78", "1"), "rejected");
        assertThat(account(dealer).path("available").decimalValue()).isEqualByComparingTo("6000");
        send("POST", "/api/v1/imports/products", Tokens.dealer(dealer), products, "Content-Type", "text/csv")
                .is(403);
    }

    private void assertImport(String kind, String csv, String outcome) {
        JsonNode summary = importCsv(kind, csv).is(200).json();
        assertThat(summary.path(outcome).asInt()).as(kind + " " + summary).isEqualTo(1);
    }

    static boolean adventureWorksIsThere() {
        return Files.isDirectory(ADVENTURE_WORKS);
    }

    @Test
    @EnabledIf("adventureWorksIsThere")
    void recordsFourYearsOfAdventureWorks() throws IOException {
        Set<String> nodes = new HashSet<>();
        List<String[]> orders = rows("orders.csv");
        Map<String, String[]> byNumber = new HashMap<>();
        for (String[] order : orders) {
            byNumber.put(order[0], order);
            nodes.add(nodeOf(order));
        }
        nodes.forEach(
                node -> node(node, "DEALER", node.startsWith("SHOP") ? "DIRECT" : "DISTRIBUTION", "ACTIVE", 1, "R1"));
        nodes.forEach(this::awaitNode);
        StringBuilder products = new StringBuilder("sku,name,list_price\n");
        rows("products.csv").forEach(product -> products.append(product[0]).append(",x,1\n"));
        assertThat(importCsv("products", products.toString())
                        .is(200)
                        .json()
                        .path("rejected")
                        .asInt())
                .isZero();
        StringBuilder customers = new StringBuilder("customer_id,node_id\n");
        rows("direct_customers.csv")
                .forEach(row ->
                        customers.append(row[0]).append(",SHOP-").append(row[1]).append('\n'));
        JsonNode importedCustomers =
                importCsv("customers", customers.toString()).is(200).json();
        StringBuilder csv = new StringBuilder(ORDER_HEADER);
        for (String[] line : rows("order_lines.csv")) {
            String[] order = byNumber.get(line[0]);
            boolean direct = order[1].equals("DIRECT");
            csv.append(String.join(
                            ",",
                            order[0],
                            direct ? "DIRECT" : "DISTRIBUTION",
                            nodeOf(order),
                            direct ? order[6] : "",
                            order[7],
                            order[2],
                            order[3],
                            order[4],
                            "SHIPPED",
                            "",
                            line[1],
                            line[2],
                            line[4],
                            line[5],
                            line[7]))
                    .append('\n');
        }
        long start = System.nanoTime();
        long cpuStart = cpuSeconds();
        JsonNode summary = importCsv("orders", csv.toString()).is(200).json();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();

        System.out.printf(
                "AdventureWorks: %d customers, %d orders in %d s, %d CPU seconds with broker and store in this JVM%n",
                importedCustomers.path("inserted").asInt(),
                summary.path("inserted").asInt(),
                seconds,
                cpuSeconds() - cpuStart);
        assertThat(summary.path("inserted").asInt()).isEqualTo(31_455);
        assertThat(summary.path("rejected").asInt()).isZero();
        Map<String, BigDecimal> revenue = new HashMap<>();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(() -> {
                    revenue.clear();
                    Set<String> seen = new HashSet<>();
                    for (Wire.Message message : Wire.read("order.order")) {
                        if (message.type().equals("OrderRecorded") && seen.add(message.key())) {
                            JsonNode order = JSON.readTree(message.json());
                            if (byNumber.containsKey(order.path("number").asString())) {
                                revenue.merge(
                                        order.path("channel").asString(),
                                        new BigDecimal(order.path("total").toString()),
                                        BigDecimal::add);
                            }
                        }
                    }
                    assertThat(revenue.getOrDefault("DISTRIBUTION", BigDecimal.ZERO)
                                    .setScale(2, java.math.RoundingMode.HALF_UP))
                            .isEqualByComparingTo("80450596.98");
                    assertThat(revenue.getOrDefault("DIRECT", BigDecimal.ZERO)
                                    .setScale(2, java.math.RoundingMode.HALF_UP))
                            .isEqualByComparingTo("29358677.22");
                });
    }

    private static long cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime()).toSeconds();
    }

    private static String nodeOf(String[] order) {
        return order[1].equals("DIRECT") ? "SHOP-" + order[8] : order[5];
    }

    /** The files have no quoted commas in the columns that are read here. */
    private static List<String[]> rows(String file) throws IOException {
        try (var lines = Files.lines(ADVENTURE_WORKS.resolve(file))) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private String rejects(String kind, JsonNode summary) {
        return get("/api/v1/imports/" + kind + "/" + summary.path("id").asString() + "/rejects", HQ)
                .is(200)
                .text();
    }
}
