package org.qudao.dealer.selling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Our views against the examples that the producers own. */
class ConsumedContractsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    @Test
    void everyOrderEventIsOneThatWeReadAndReadsAsASale() throws IOException {
        Path topic = topic("order-service", "order.order");
        List<String> types = types(topic);
        assertThat(OrderSeen.TYPES).containsAll(types);
        for (String type : types) {
            OrderSeen order = JSON.readValue(Files.readString(topic.resolve(type + ".example.json")), OrderSeen.class);
            Sale sale = order.asSale(3);
            assertThat(sale.nodeId()).isNotBlank();
            assertThat(sale.channel()).isNotNull();
            assertThat(sale.lines()).isNotEmpty().allSatisfy(line -> {
                assertThat(line.sku()).isNotBlank();
                assertThat(line.netAmount()).isNotNegative();
            });
        }
    }

    @Test
    void whatWasShippedShortIsNotSold() throws IOException {
        Path topic = topic("order-service", "order.order");
        OrderSeen delivered =
                JSON.readValue(Files.readString(topic.resolve("OrderDelivered.example.json")), OrderSeen.class);
        assertThat(delivered.asSale(1).lines()).extracting(SaleLine::quantity).containsExactly(2L, 2L);
    }

    @Test
    void recordedHistoryCountsOnItsDayAndACancelledOrderDoesNot() throws IOException {
        Path topic = topic("order-service", "order.order");
        OrderSeen recorded =
                JSON.readValue(Files.readString(topic.resolve("OrderRecorded.example.json")), OrderSeen.class);
        assertThat(recorded.asSale(1).countsOn()).isEqualTo(LocalDate.of(2010, 12, 29));
        OrderSeen cancelled =
                JSON.readValue(Files.readString(topic.resolve("OrderCancelled.example.json")), OrderSeen.class);
        assertThat(cancelled.asSale(1).countsOn()).isNull();
        assertThat(new OrderSeen("x", "D", Channel.DIRECT, null, "REFUSED", LocalDate.of(2026, 1, 1), List.of())
                        .asSale(1)
                        .countsOn())
                .isNull();
    }

    @Test
    void aCreditedReturnIsANegativeSaleOnTheDayOfTheCredit() throws IOException {
        Path topic = topic("order-service", "order.return");
        assertThat(types(topic)).contains(ReturnSeen.TYPE);
        ReturnSeen goods =
                JSON.readValue(Files.readString(topic.resolve("ReturnCredited.example.json")), ReturnSeen.class);
        Sale sale = goods.asSale(5);
        assertThat(sale.countsOn()).isEqualTo(LocalDate.of(2026, 2, 25));
        assertThat(sale.takesBack()).isTrue();
        assertThat(sale.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(-3);
            assertThat(line.netAmount()).isEqualByComparingTo("-59.97");
        });
    }

    @Test
    void productsAndSellOutReportsAreRead() throws IOException {
        Path products = topic("order-service", "order.product");
        ProductSeen product =
                JSON.readValue(Files.readString(products.resolve("ProductChanged.example.json")), ProductSeen.class);
        assertThat(product.sku()).isNotBlank();
        assertThat(product.name()).isNotBlank();
        Path sellOuts = topic("inventory-service", "inventory.sellout");
        SellOutSeen report =
                JSON.readValue(Files.readString(sellOuts.resolve("SellOutReported.example.json")), SellOutSeen.class);
        assertThat(report.asSale(1).countsOn()).isNotNull();
        assertThat(report.lines()).isNotEmpty();
    }

    private static List<String> types(Path topic) throws IOException {
        return Files.readAllLines(topic.resolve("types.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    private static Path topic(String service, String topic) {
        Path directory = Path.of("..", service, "src/main/resources/contracts", topic);
        assumeTrue(Files.isDirectory(directory), "the producer's sources are not beside these");
        return directory;
    }
}
