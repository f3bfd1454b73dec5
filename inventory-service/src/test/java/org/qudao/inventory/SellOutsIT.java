package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class SellOutsIT extends OneItemInAWarehouse {

    @Test
    void aSellOutIsBookedOnceAndNeverMoreThanThereIs() {
        stock(DEALER, sku, 5);
        String report = id("S");

        sellOut(Tokens.dealer(DEALER), report, DEALER, 3).is(201);
        sellOut(Tokens.dealer(DEALER), report, DEALER, 3).is(200);
        sellOut(Tokens.dealer(DEALER), report, DEALER, 4).is(409);
        assertThat(sellOut(Tokens.dealer(DEALER), id("S"), DEALER, 3).is(422).text())
                .contains("not-in-stock", "\"line\":0", "\"available\":2");
        sellOut(Tokens.dealer(OTHER_DEALER), id("S"), DEALER, 1).is(404);
        sellOut(Tokens.regionalManager(REGION), id("S"), DEALER, 1).is(403);

        assertThat(available(DEALER, sku)).isEqualTo(2);
        get(Tokens.dealer(DEALER), "/api/v1/sell-outs/" + report).is(200);
        get(Tokens.dealer(OTHER_DEALER), "/api/v1/sell-outs/" + report).is(404);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Wire.read("inventory.sellout"))
                .filteredOn(message -> message.key().equals(report))
                .hasSize(1));
        assertTheBooksAreClean();
    }

    @Test
    void sellOutsAreImportedByReport() {
        stock(DEALER, sku, 5);
        String good = id("S");
        String tooMuch = id("S");
        String csv =
                "report_id,node_id,on,sku,quantity,net_amount\n%s,%s,2026-01-05,%s,2,19.90\n%s,%s,2026-01-05,%s,9,\n"
                        .formatted(good, DEALER, sku, tooMuch, DEALER, sku);

        JsonNode first = csv("sell-outs", csv).is(200).json();
        JsonNode second = csv("sell-outs", csv).is(200).json();

        assertThat(first.get("inserted").asInt()).isEqualTo(1);
        assertThat(second.get("unchanged").asInt()).isEqualTo(1);
        assertThat(rejects("sell-outs", first).text()).contains("not-in-stock", "3 available");
        assertThat(available(DEALER, sku)).isEqualTo(3);
    }

    @Test
    void sixteenSellersOfTheLastTenUnitsSellExactlyTen() throws Exception {
        stock(DEALER, sku, 10);
        List<Future<Answer>> answers = new ArrayList<>();

        try (ExecutorService sellers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 32; i++) {
                String report = id("S");
                answers.add(sellers.submit(() -> sellOut(Tokens.dealer(DEALER), report, DEALER, 1)));
            }
        }

        int sold = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 422);
            sold += answer.get().status() == 201 ? 1 : 0;
        }
        assertThat(sold).isEqualTo(10);
        assertThat(available(DEALER, sku)).isZero();
        assertTheBooksAreClean();
    }
}
