package org.qudao.local.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SteelWheelsTest {

    private static SteelWheels sample;

    @BeforeAll
    static void open() {
        sample = new SteelWheels();
    }

    @AfterAll
    static void close() {
        sample.close();
    }

    @Test
    void has122DealersUnderTheOfficesOfTheirTerritory() {
        List<Map<String, String>> nodes = Tables.read(sample, "nodes");

        assertThat(count(nodes, "kind"))
                .containsOnly(Map.entry("REGION", 5L), Map.entry("AREA", 7L), Map.entry("DEALER", 122L));
        assertThat(nodes.stream().filter(node -> node.get("status").equals("PROSPECT")))
                .hasSize(22)
                .allSatisfy(prospect -> assertThat(prospect.get("parent_id")).isEqualTo("OPEN"));
        assertThat(nodes).anySatisfy(node -> assertThat(node)
                .containsEntry("node_id", "SW124")
                .containsEntry("name", "Mini Gifts Distributors Ltd.")
                .containsEntry("parent_id", "OFFICE-1")
                .containsEntry("status", "ACTIVE"));
    }

    @Test
    void mendsTheLettersWhoseEscapesTheSourceHasBroken() {
        assertThat(Tables.read(sample, "nodes"))
                .extracting(node -> node.get("name"))
                .contains("Natürlich Autos", "Kremlin Collectables, Co.")
                .noneMatch(name -> name.contains("u00"));
    }

    @Test
    void aParentComesBeforeItsChildren() {
        Set<String> seen = new HashSet<>(Set.of("HQ"));
        for (Map<String, String> node : Tables.read(sample, "nodes")) {
            assertThat(seen).contains(node.get("parent_id"));
            seen.add(node.get("node_id"));
        }
    }

    @Test
    void has326OrdersOfKnownDealersWith2996LinesAndFiveThatCannotBeAccepted() {
        Set<String> dealers = Tables.read(sample, "nodes").stream()
                .map(node -> node.get("node_id"))
                .collect(Collectors.toSet());
        List<Map<String, String>> lines = Tables.read(sample, "orders");
        List<Map<String, String>> good = lines.stream()
                .filter(line -> dealers.contains(line.get("node_id")))
                .toList();

        assertThat(lines).hasSize(3_001);
        assertThat(good).hasSize(2_996);
        assertThat(orderNumbers(good)).hasSize(326);
        assertThat(orderNumbers(lines)).hasSize(331);
        assertThat(lines.stream().filter(line -> line.get("order_date").isEmpty()))
                .singleElement()
                .satisfies(orphan -> assertThat(orphan).containsEntry("order_number", "SW11150"));
        assertThat(sum(good, "net_amount")).isEqualByComparingTo("10645949.18");
    }

    @Test
    void takesTheExactAmountAndNotTheCappedPrice() {
        assertThat(Tables.read(sample, "orders"))
                .filteredOn(line -> line.get("order_number").equals("SW10100"))
                .filteredOn(line -> line.get("sku").equals("S18_1749"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("quantity", "30")
                        .containsEntry("net_amount", "5151.00")
                        .containsEntry("unit_price", "171.7000")
                        .containsEntry("order_date", "2003-01-06")
                        .containsEntry("ship_date", "2003-01-10")
                        .containsEntry("salesperson_id", "SW1216"));
    }

    @Test
    void mapsEveryStateAndLeavesOutShipDatesOfWhatDidNotShip() {
        List<Map<String, String>> heads = Tables.read(sample, "orders").stream()
                .filter(line -> line.get("line").equals("1"))
                .toList();

        assertThat(count(heads, "status").keySet())
                .containsExactlyInAnyOrder("DELIVERED", "CONFIRMED", "HELD", "CANCELLED");
        assertThat(heads.stream().filter(head -> head.get("status").equals("HELD")))
                .hasSize(4)
                .allSatisfy(held -> assertThat(held.get("ship_date")).isEmpty());
        assertThat(heads).allSatisfy(head -> assertThat(head.get("ship_date")).doesNotStartWith("2006"));
    }

    @Test
    void has110ProductsWithStockPriceAndCost() {
        assertThat(Tables.read(sample, "products")).hasSize(110).allSatisfy(product -> {
            assertThat(product.get("list_price")).isNotEmpty();
            assertThat(product.get("standard_cost")).isNotEmpty();
        });
        assertThat(sum(Tables.read(sample, "opening-stock"), "quantity")).isEqualByComparingTo("555131");
    }

    @Test
    void hasCreditLimitsPaymentsAndSalespeople() {
        assertThat(Tables.read(sample, "credit-accounts")).hasSize(122);
        assertThat(Tables.read(sample, "payments")).hasSize(272);
        assertThat(sum(Tables.read(sample, "payments"), "amount")).isEqualByComparingTo("9777418");
        assertThat(Tables.read(sample, "salespeople")).hasSize(23);
        assertThat(Tables.read(sample, "salesperson-territories")).hasSize(17);
    }

    @Test
    void aDealerThatIsAloneInItsCountryHasItForItself() {
        assertThat(Tables.read(sample, "territories"))
                .hasSize(100)
                .anySatisfy(
                        grant -> assertThat(grant).containsEntry("area", "USA").containsEntry("exclusivity", "SHARED"))
                .anySatisfy(grant -> assertThat(grant)
                        .containsEntry("area", "Philippines")
                        .containsEntry("exclusivity", "EXCLUSIVE"));
    }

    @Test
    void personasExist() {
        assertThat(Tables.read(sample, "nodes"))
                .extracting(node -> node.get("node_id"))
                .contains(sample.personas().region(), sample.personas().dealer());
    }

    private static Map<String, Long> count(List<Map<String, String>> rows, String column) {
        return rows.stream().collect(groupingBy(row -> row.get(column), counting()));
    }

    private static Set<String> orderNumbers(List<Map<String, String>> lines) {
        return lines.stream().map(line -> line.get("order_number")).collect(Collectors.toSet());
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
