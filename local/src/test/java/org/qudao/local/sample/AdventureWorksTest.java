package org.qudao.local.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real files, where they are. */
class AdventureWorksTest {

    private static final Path DIRECTORY = Path.of(
            Objects.requireNonNullElse(System.getenv("QUDAO_ADVENTUREWORKS"), "../../shared/data/adventureworks"));

    private AdventureWorks sample;

    @BeforeEach
    void open() {
        assumeTrue(Files.isDirectory(DIRECTORY), "no AdventureWorks directory");
        sample = new AdventureWorks(DIRECTORY);
    }

    @Test
    void aDirectoryThatLacksFilesIsRefusedByName(@TempDir Path empty) {
        assertThatThrownBy(() -> new AdventureWorks(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders.csv");
    }

    @Test
    void hasEveryDealerUnderItsTerritoryAndAWebShopPerTerritory() {
        List<Map<String, String>> nodes = Tables.read(sample, "nodes");

        assertThat(nodes.stream().collect(groupingBy(node -> node.get("kind"), counting())))
                .containsOnly(Map.entry("REGION", 19L), Map.entry("OUTLET", 10L), Map.entry("DEALER", 701L));
        Set<String> seen = new HashSet<>(Set.of("HQ"));
        for (Map<String, String> node : nodes) {
            assertThat(seen).contains(node.get("parent_id"));
            seen.add(node.get("node_id"));
        }
        assertThat(seen)
                .contains(
                        sample.personas().region(),
                        sample.personas().dealer(),
                        Objects.requireNonNull(sample.personas().outlet()));
    }

    @Test
    void joinsEveryOrderWithItsLinesAndLosesNoCent() {
        Set<String> nodes = Tables.read(sample, "nodes").stream()
                .map(node -> node.get("node_id"))
                .collect(Collectors.toSet());
        List<Map<String, String>> lines = Tables.read(sample, "orders");

        assertThat(lines).hasSize(121_253).allSatisfy(line -> {
            assertThat(nodes).contains(line.get("node_id"));
            assertThat(line.get("currency")).isEqualTo("USD");
            assertThat(line.get("order_date")).isNotEmpty();
        });
        assertThat(lines.stream().map(line -> line.get("order_number")).distinct())
                .hasSize(31_455);
        assertThat(sum(lines, "DISTRIBUTION")).isEqualByComparingTo("80450596.9823");
        assertThat(sum(lines, "DIRECT")).isEqualByComparingTo("29358677.2207");
        assertThat(lines.stream().filter(line -> line.get("channel").equals("DIRECT")))
                .allSatisfy(line -> assertThat(line.get("node_id")).startsWith("WEB-T"));
    }

    @Test
    void theSourcingPlacesHoldEverythingThatIsSoldAndInStock() {
        Set<String> sold = Tables.read(sample, "orders").stream()
                .map(line -> line.get("sku"))
                .collect(Collectors.toSet());
        Set<String> sourcing = Tables.read(sample, "places").stream()
                .filter(place -> place.get("sourcing").equals("true"))
                .map(place -> place.get("place_id"))
                .collect(Collectors.toSet());
        List<Map<String, String>> stock = Tables.read(sample, "opening-stock").stream()
                .filter(row ->
                        sold.contains(row.get("sku")) && !row.get("quantity").equals("0"))
                .toList();

        assertThat(sourcing).containsExactlyInAnyOrder("LOC-7", "LOC-60", "LOC-50");
        assertThat(stock.stream()
                        .filter(row -> sourcing.contains(row.get("place_id")))
                        .map(row -> row.get("sku"))
                        .collect(Collectors.toSet()))
                .hasSize(206)
                .containsAll(stock.stream().map(row -> row.get("sku")).toList());
    }

    @Test
    void hasStockTargetsCustomersAndMonths() {
        assertThat(Tables.read(sample, "opening-stock").stream()
                        .mapToLong(row -> Long.parseLong(row.get("quantity")))
                        .sum())
                .isEqualTo(335_974);
        assertThat(Tables.read(sample, "targets")).hasSize(163);
        assertThat(Tables.read(sample, "customers")).hasSize(18_484);
        assertThat(Tables.read(sample, "stock-history").stream()
                        .filter(row -> row.get("units_on_hand").startsWith("-")))
                .hasSize(340);
        assertThat(Tables.read(sample, "products"))
                .hasSize(504)
                .allSatisfy(product -> assertThat(product.get("product_line")).isNotEmpty());
        assertThat(Tables.read(sample, "credit-accounts")).hasSize(701);
    }

    @Test
    void areasHaveNamesThatAnIdAllowsAndOnlyLoneDealersAreExclusive() {
        List<Map<String, String>> grants = Tables.read(sample, "territories");
        Map<String, Long> dealersByArea = grants.stream().collect(groupingBy(grant -> grant.get("area"), counting()));

        assertThat(grants).hasSize(701).allSatisfy(grant -> {
            assertThat(grant.get("area")).matches("[A-Z]{2}-[A-Za-z0-9-]*[A-Za-z0-9]");
            assertThat(grant.get("exclusivity"))
                    .isEqualTo(dealersByArea.get(grant.get("area")) == 1 ? "EXCLUSIVE" : "SHARED");
        });
        assertThat(dealersByArea).hasSize(65).containsKey("FR-Garonne-Haute");
    }

    private static BigDecimal sum(List<Map<String, String>> lines, String channel) {
        return lines.stream()
                .filter(line -> line.get("channel").equals(channel))
                .map(line -> new BigDecimal(line.get("net_amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
