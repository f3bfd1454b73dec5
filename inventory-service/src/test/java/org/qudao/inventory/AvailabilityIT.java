package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

class AvailabilityIT extends OneItemInAWarehouse {

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
}
