package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/** What was there before: openings, and the months of a history. */
class OpeningStockIT extends OneItemInAWarehouse {

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

    private JsonNode opening(String quantity) {
        return csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of\n%s,%s,%s,2026-01-01\n".formatted(warehouse, sku, quantity))
                .is(200)
                .json();
    }
}
