package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReceiptsIT extends OneItemInAWarehouse {

    @Test
    void aReceiptIsPlannedThenReceivedOnce() {
        String receipt = id("R");
        String body =
                """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":6}],"expectedOn":"2026-12-01"}"""
                        .formatted(receipt, warehouse, sku);

        post(Tokens.hq(), "/api/v1/receipts", body).is(201);
        post(Tokens.hq(), "/api/v1/receipts", body).is(200);
        post(Tokens.hq(), "/api/v1/receipts", body.replace(":6}", ":7}")).is(409);
        assertThat(available(warehouse, sku)).isZero();
        post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "").is(200);
        JsonNode again = post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")
                .is(200)
                .json();

        assertThat(again.get("status").asString()).isEqualTo("RECEIVED");
        assertThat(available(warehouse, sku)).isEqualTo(6);
        post(Tokens.hq(), "/api/v1/receipts/none/receive", "").is(404);
        post(Tokens.dealer(DEALER), "/api/v1/receipts", body).is(403);
        post(Tokens.hq(), "/api/v1/receipts", body.replace(warehouse, "NOWHERE"))
                .is(422);
        post(Tokens.hq(), "/api/v1/receipts", body.replace("expectedOn", "price"))
                .is(400);
    }

    @Test
    void aPlannedReceiptIsCancelledOnceAndNeverReceived() {
        String receipt = id("R");
        planReceipt(receipt, warehouse, 6, LocalDate.now(ZoneOffset.UTC).plusDays(1));

        JsonNode cancelled = cancel(receipt).is(200).json();
        JsonNode again = cancel(receipt).is(200).json();

        assertThat(cancelled.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("cancelledBy").asString()).isEqualTo("headquarters");
        assertThat(again).isEqualTo(cancelled);
        assertThat(post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")
                        .is(409)
                        .text())
                .contains("receipt-cancelled", cancelled.get("cancelledOn").asString());
        assertThat(available(warehouse, sku)).isZero();
        assertThat(get(Tokens.hq(), "/api/v1/availability?sku=" + sku).json().at("/items/0/expected"))
                .isEmpty();
        assertThat(get(Tokens.hq(), "/api/v1/receipts?status=CANCELLED&place=" + warehouse)
                        .json()
                        .get("items"))
                .hasSize(1);
        cancel("none").is(404);
        post(Tokens.dealer(DEALER), "/api/v1/receipts/" + receipt + "/cancel", "")
                .is(403);
    }

    @Test
    void aReceiptWhoseGoodsArrivedCannotBeCancelled() {
        String receipt = id("R");
        planReceipt(receipt, warehouse, 6, LocalDate.now(ZoneOffset.UTC));
        post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "").is(200);

        assertThat(cancel(receipt).is(409).text()).contains("receipt-received");

        assertThat(get(Tokens.hq(), "/api/v1/receipts/" + receipt)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("RECEIVED");
        assertThat(available(warehouse, sku)).isEqualTo(6);
    }

    @Test
    void aReceiptIsEitherReceivedOrCancelledHoweverManyTryAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String receipt = id("R");
            planReceipt(receipt, warehouse, 1, LocalDate.now(ZoneOffset.UTC));
            long before = available(warehouse, sku);
            List<Future<Answer>> receiving = new ArrayList<>();
            List<Future<Answer>> cancelling = new ArrayList<>();
            try (ExecutorService clerks = Executors.newFixedThreadPool(6)) {
                for (int i = 0; i < 3; i++) {
                    cancelling.add(clerks.submit(() -> cancel(receipt)));
                    receiving.add(
                            clerks.submit(() -> post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/receive", "")));
                }
            }
            boolean received = get(Tokens.hq(), "/api/v1/receipts/" + receipt)
                    .json()
                    .get("status")
                    .asString()
                    .equals("RECEIVED");
            for (Future<Answer> answer : receiving) {
                answer.get().is(received ? 200 : 409);
            }
            for (Future<Answer> answer : cancelling) {
                answer.get().is(received ? 409 : 200);
            }
            assertThat(available(warehouse, sku) - before).isEqualTo(received ? 1 : 0);
        }
    }

    @Test
    void tellsWhatIsPlannedReceivedAndCancelled() {
        String come = id("R");
        String gone = id("R");
        planReceipt(come, warehouse, 6, LocalDate.now(ZoneOffset.UTC));
        planReceipt(gone, warehouse, 7, LocalDate.now(ZoneOffset.UTC));
        post(Tokens.hq(), "/api/v1/receipts/" + come + "/receive", "").is(200);
        cancel(gone).is(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(told(come)).containsExactly("ReceiptPlanned PLANNED", "ReceiptReceived RECEIVED");
            assertThat(told(gone)).containsExactly("ReceiptPlanned PLANNED", "ReceiptCancelled CANCELLED");
        });
    }

    @Test
    void anAcceptedProposalBecomesOnePlannedReceipt() {
        String proposal = id("P");
        String json = """
                {"id":"%s","place":"%s","sku":"%s","quantity":12,"expectedOn":"2026-12-01"}"""
                .formatted(proposal, warehouse, sku);

        Wire.publish("forecast.proposal", "ProposalAccepted", proposal, 2, json);
        Wire.publish("forecast.proposal", "ProposalAccepted", proposal, 2, json);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get(Tokens.hq(), "/api/v1/receipts/" + proposal)
                                .is(200)
                                .json()
                                .get("status")
                                .asString())
                        .isEqualTo("PLANNED"));
    }

    private Answer cancel(String receipt) {
        return post(Tokens.hq(), "/api/v1/receipts/" + receipt + "/cancel", "");
    }

    private static List<String> told(String receipt) {
        return Wire.read("inventory.receipt").stream()
                .filter(message -> message.key().equals(receipt))
                .map(message -> message.type() + " "
                        + JsonMapper.shared()
                                .readTree(message.json())
                                .get("status")
                                .asString())
                .toList();
    }
}
