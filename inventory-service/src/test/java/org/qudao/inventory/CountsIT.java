package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

class CountsIT extends OneItemInAWarehouse {

    private static final LocalDate OPENED = LocalDate.of(2026, 1, 1);

    @Test
    void aCountSaysWhoCountedWhatTheBookSaidAndIsBookedOnce() {
        stock(warehouse, sku, 7);
        String count = id("C");

        JsonNode booked = count(count, today(), 5).is(201).json();
        count(count, today(), 5).is(200);
        count(count, today(), 6).is(409);

        assertThat(booked.at("/lines/0/book").asInt()).isEqualTo(7);
        assertThat(booked.at("/lines/0/difference").asInt()).isEqualTo(-2);
        assertThat(booked.get("by").asString()).isEqualTo("headquarters");
        assertThat(available(warehouse, sku)).isEqualTo(5);
        get(Tokens.hq(), "/api/v1/counts/" + count).is(200);
        get(Tokens.dealer(DEALER), "/api/v1/counts/" + count).is(404);
        count(Tokens.dealer(DEALER), id("C"), warehouse, sku, 1, today()).is(404);
        count(Tokens.regionalManager(REGION), id("C"), warehouse, sku, 1, today())
                .is(403);
        assertTheBooksAreClean();
    }

    @Test
    void aCountBelowWhatIsReservedIsRefused() {
        stock(warehouse, sku, 7);
        String order = id("O");
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 4, 0);
        awaitReservation(order, "FULL");

        assertThat(count(id("C"), today(), 3).is(422).text()).contains("counted-below-reserved", "\"reserved\":4");
        count(id("C"), today(), 4).is(201);
        assertThat(available(warehouse, sku)).isZero();
        assertThat(get(Tokens.hq(), "/api/v1/stock/stock-outs?sku=" + sku)
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void aCountOfAnEarlierDayIsHeldAgainstTheBookOfThatDay() {
        stock(warehouse, sku, 7);
        String order = id("O");
        order("OrderApproved", order, 2, DEALER, "DISTRIBUTION", sku, 3, 0);
        order("OrderShipped", order, 3, DEALER, "DISTRIBUTION", sku, 3, 3);
        awaitReservation(order, "SHIPPED");

        JsonNode agreed = count(id("C"), OPENED, 7).is(201).json();
        JsonNode missing = count(id("C"), OPENED.plusDays(1), 6).is(201).json();

        assertThat(agreed.at("/lines/0/difference").asInt())
                .as("seven were there before three were shipped")
                .isZero();
        assertThat(missing.at("/lines/0/book").asInt()).isEqualTo(7);
        assertThat(missing.at("/lines/0/difference").asInt()).isEqualTo(-1);
        assertThat(available(warehouse, sku)).isEqualTo(3);
        assertThat(count(id("C"), today(), 3).is(201).json().at("/lines/0/book").asInt())
                .isEqualTo(3);
        assertTheBooksAreClean();
    }

    @Test
    void aCountOfADayBeforeTheLastCountOrTheOpeningIsRefused() {
        stock(warehouse, sku, 7);

        assertThat(count(id("C"), OPENED.minusDays(1), 7).is(422).text())
                .contains("counted-later", sku, "2025-12-31", "today's date");
        count(id("C"), today(), 6).is(201);
        count(id("C"), OPENED, 6).is(422);
        count(id("C"), today(), 6).is(201);
        assertThat(available(warehouse, sku)).isEqualTo(6);
    }

    @Test
    void anEarlierCountThatLeavesLessThanIsReservedNowIsRefused() {
        stock(warehouse, sku, 7);
        String shipped = id("O");
        order("OrderApproved", shipped, 2, DEALER, "DISTRIBUTION", sku, 3, 0);
        order("OrderShipped", shipped, 3, DEALER, "DISTRIBUTION", sku, 3, 3);
        awaitReservation(shipped, "SHIPPED");
        String kept = id("O");
        order("OrderApproved", kept, 2, DEALER, "DISTRIBUTION", sku, 4, 0);
        awaitReservation(kept, "FULL");

        assertThat(count(id("C"), OPENED, 6).is(422).text())
                .contains("counted-below-reserved", "\"changedSince\":-3", "\"reserved\":4");
        count(id("C"), OPENED, 7).is(201);
    }

    @Test
    void countsComeByDayTheNewestFirstPageByPage() {
        String ids = id("C");
        String first = ids + "a";
        String second = ids + "b";
        String third = ids + "c";
        count(second, LocalDate.of(2026, 1, 2), 0).is(201);
        count(first, LocalDate.of(2026, 1, 1), 0).is(201);
        count(third, LocalDate.of(2026, 1, 2), 0).is(201);

        String list = "/api/v1/counts?place=" + warehouse;
        List<String> listed = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = get(Tokens.hq(), list + "&limit=1" + next).is(200).json();
            listed.addAll(page.get("items").findValuesAsString("id"));
            next = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asString();
        }

        assertThat(listed).containsExactly(third, second, first);
        assertThat(get(Tokens.hq(), list + "&after=" + first).is(400).text()).contains("next");
    }

    private Answer count(String id, LocalDate on, int counted) {
        return count(Tokens.hq(), id, warehouse, sku, counted, on);
    }
}
