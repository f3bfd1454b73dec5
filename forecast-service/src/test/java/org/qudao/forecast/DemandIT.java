package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class DemandIT extends IntegrationTest {
    @BeforeEach
    void network() {
        Events.node("DM-HQ", 1, "HEADQUARTERS", List.of("DM-HQ"));
        Events.node("DM-R1", 1, "REGION", List.of("DM-HQ", "DM-R1"));
        Events.node("DM-R2", 1, "REGION", List.of("DM-HQ", "DM-R2"));
        Events.node("DM-D1", 1, "DEALER", List.of("DM-HQ", "DM-R1", "DM-D1"));
        Events.node("DM-O1", 1, "OUTLET", List.of("DM-HQ", "DM-R1", "DM-D1", "DM-O1"));
        Events.node("DM-D2", 1, "DEALER", List.of("DM-HQ", "DM-R2", "DM-D2"));
    }

    @Test
    void addsUpWhatWasOrderedPerMonthWhateverWasDelivered() {
        Events.recorded("dm-1", 1, "DM-D1", "2013-05", "DM-A", 10);
        Events.recorded("dm-2", 1, "DM-D1", "2013-05", "DM-A", 5);
        Events.recorded("dm-3", 1, "DM-D2", "2013-07", "DM-A", 7);
        Events.order(
                "OrderSourced", "dm-4", 3, "DM-D2", "DISTRIBUTION", "BACK_ORDERED", "2013-07-01", "DM-A", 20, 12, 0);
        Events.order("OrderShipped", "dm-5", 4, "DM-D2", "DIRECT", "SHIPPED", "2013-08-01", "DM-A", 9, 6, 3);

        await().untilAsserted(() -> {
            JsonNode rows = get(Tokens.hq(), "demand?sku=DM-A").items();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).toString())
                    .isEqualTo(
                            "{\"month\":\"2013-05\",\"key\":\"all\",\"quantity\":15,\"shortShipped\":0,\"backOrdered\":0}");
            assertThat(rows.get(1).toString())
                    .isEqualTo(
                            "{\"month\":\"2013-07\",\"key\":\"all\",\"quantity\":27,\"shortShipped\":0,\"backOrdered\":8}");
            assertThat(rows.get(2).get("shortShipped").asInt()).isEqualTo(3);
        });
        assertThat(quantity(Tokens.hq(), "demand?sku=DM-A&channel=DIRECT")).isEqualTo(9);
        assertThat(quantity(Tokens.hq(), "demand?sku=DM-A&regionId=DM-R1")).isEqualTo(15);
        assertThat(quantity(Tokens.hq(), "demand?sku=DM-A&from=2013-06&to=2013-07"))
                .isEqualTo(27);
        assertThat(get(Tokens.hq(), "demand?sku=DM-A&by=REGION&from=2013-07&to=2013-07")
                        .items()
                        .get(0)
                        .get("key")
                        .asString())
                .isEqualTo("DM-R2");
    }

    @Test
    void aDuplicateOrLateOrReplayedEventChangesNothing() {
        Events.order("OrderApproved", "dm-10", 2, "DM-D1", "DISTRIBUTION", "APPROVED", "2013-05-01", "DM-B", 4, 0, 0);
        Events.order("OrderHeld", "dm-10", 1, "DM-D1", "DISTRIBUTION", "HELD", "2013-05-01", "DM-B", 99, 0, 0);
        Events.order("OrderApproved", "dm-10", 2, "DM-D1", "DISTRIBUTION", "APPROVED", "2013-05-01", "DM-B", 4, 0, 0);
        Events.recorded("dm-11", 1, "DM-D1", "2013-06", "DM-B", 1);

        await().untilAsserted(() ->
                assertThat(quantity(Tokens.hq(), "demand?sku=DM-B")).isEqualTo(5));
    }

    @Test
    void aCancelledOrRefusedOrderIsNoDemandEvenWhenItsApprovalComesLater() {
        Events.order("OrderCancelled", "dm-20", 3, "DM-D1", "DISTRIBUTION", "CANCELLED", "2013-05-01", "DM-C", 4, 0, 0);
        Events.order("OrderApproved", "dm-20", 2, "DM-D1", "DISTRIBUTION", "APPROVED", "2013-05-01", "DM-C", 4, 0, 0);
        Events.order("OrderRefused", "dm-21", 2, "DM-D1", "DISTRIBUTION", "REFUSED", "2013-05-01", "DM-C", 8, 0, 0);
        Events.recorded("dm-22", 1, "DM-D1", "2013-05", "DM-C", 1);

        await().untilAsserted(() ->
                assertThat(quantity(Tokens.hq(), "demand?sku=DM-C")).isEqualTo(1));
    }

    @Test
    void everybodySeesOnlyTheirOwnPart() {
        Events.recorded("dm-30", 1, "DM-D1", "2013-05", "DM-D", 3);
        Events.recorded("dm-31", 1, "DM-O1", "2013-05", "DM-D", 2);
        Events.recorded("dm-32", 1, "DM-D2", "2013-05", "DM-D", 100);

        await().untilAsserted(() ->
                assertThat(quantity(Tokens.hq(), "demand?sku=DM-D")).isEqualTo(105));
        assertThat(quantity(Tokens.dealer("DM-D1"), "demand?sku=DM-D")).isEqualTo(5);
        assertThat(quantity(Tokens.outlet("DM-O1"), "demand?sku=DM-D")).isEqualTo(2);
        assertThat(quantity(Tokens.regionalManager("DM-R2"), "demand?sku=DM-D")).isEqualTo(100);
        assertThat(quantity(Tokens.dealer("DM-D1"), "demand?sku=DM-D&nodeId=DM-D2"))
                .isZero();
        assertThat(quantity(Tokens.dealer("DM-D1"), "demand?sku=DM-D&nodeId=DM-O1"))
                .isEqualTo(2);
        assertThat(get(null, "demand").status()).isEqualTo(401);
    }

    @Test
    void pagesThroughMonthsWithoutLosingOne() {
        for (int month = 1; month <= 5; month++) {
            Events.recorded("dm-4" + month, 1, "DM-D1", "2012-0" + month, "DM-E", month);
        }
        await().untilAsserted(() ->
                assertThat(quantity(Tokens.hq(), "demand?sku=DM-E")).isEqualTo(15));

        Answer first = get(Tokens.hq(), "demand?sku=DM-E&limit=3");
        String next = first.body().get("next").asString();
        Answer second = get(Tokens.hq(), "demand?sku=DM-E&limit=3&after=" + next);

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.body().get("next").isNull()).isTrue();
    }

    @Test
    void namesTheParameterThatIsWrong() {
        assertThat(get(Tokens.hq(), "demand?from=2013").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "demand?channel=SHOP").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "demand?from=2013-05&to=2013-04").body().toString())
                .contains("from");
        assertThat(get(Tokens.hq(), "demand?limit=0").status()).isEqualTo(400);
    }

    @Test
    void aPoisonMessageIsPutAsideAndTheRestGoesOn() {
        Wire.publish("order.order", "OrderRecorded", "dm-50", 1, "{\"id\":\"dm-50\",\"channel\":\"BY MAIL\"}");
        Events.recorded("dm-50", 2, "DM-D1", "2013-05", "DM-F", 6);

        await().untilAsserted(() ->
                assertThat(quantity(Tokens.hq(), "demand?sku=DM-F")).isEqualTo(6));
        assertThat(Wire.read("order.order.dlt"))
                .anyMatch(message -> message.key().equals("dm-50"));
    }

    private long quantity(String token, String path) {
        long sum = 0;
        for (JsonNode row : get(token, path).items()) {
            sum += row.get("quantity").asLong();
        }
        return sum;
    }
}
