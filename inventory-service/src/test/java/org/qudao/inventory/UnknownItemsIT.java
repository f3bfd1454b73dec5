package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

class UnknownItemsIT extends OneItemInAWarehouse {

    @Test
    void stockIsBookedOfProductsOnly() {
        String typo = id("HELMT");
        String other = id("W");
        warehouse(other, null, 2);
        stock(DEALER, sku, 5);
        String report = id("S");

        for (Answer refused : List.of(
                count(id("C"), warehouse, typo, 1),
                receipt(id("R"), typo),
                transfer(id("T"), other, typo, 1),
                sellOut(Tokens.dealer(DEALER), id("S"), DEALER, typo, 1))) {
            assertThat(refused.is(422).text())
                    .contains("unknown-sku", "no product '" + typo + "' here (yet)", "\"skus\":[\"" + typo + "\"]");
        }
        assertUnknown(
                csv(
                        "opening-stock",
                        "place_id,sku,quantity,as_of\n%s,%s,1,2026-01-01\n%s,%s,2,2026-01-01\n%s,%s,3,2026-01-02\n"
                                .formatted(warehouse, sku, warehouse, typo, other, sku)),
                "opening-stock",
                3,
                typo,
                2);
        assertUnknown(
                csv(
                        "stock-history",
                        "month_end,sku,units_in,units_out,units_on_hand\n2013-11-30,%s,5,2,30\n2013-12-31,%s,1,2,29\n"
                                .formatted(typo, sku)),
                "stock-history",
                2,
                typo,
                1);
        assertUnknown(
                csv(
                        "sell-outs",
                        "report_id,node_id,on,sku,quantity\n%s,%s,2026-01-05,%s,1\n%s,%s,2026-01-05,%s,1\n%s,%s,2026-01-05,%s,2\n"
                                .formatted(id("S"), DEALER, sku, report, DEALER, sku, report, DEALER, typo)),
                "sell-outs",
                4,
                typo,
                1);
        assertThat(available(warehouse, sku)).isEqualTo(1);
        assertThat(available(other, sku)).isEqualTo(3);
        assertThat(available(DEALER, sku)).isEqualTo(4);
        assertThat(available(warehouse, typo)).isZero();
        count(id("C"), warehouse, typo, 0).is(201);

        products(List.of(typo));
        count(id("C"), warehouse, typo, 1).is(201);
        assertThat(available(warehouse, typo)).isEqualTo(1);
    }

    /** @param inserted so many rows besides one of an unknown item */
    private void assertUnknown(Answer imported, String kind, int row, String typo, int inserted) {
        JsonNode summary = imported.is(200).json();
        assertThat(summary.get("inserted").asInt()).isEqualTo(inserted);
        assertThat(summary.get("rejected").asInt()).isEqualTo(1);
        assertThat(rejects(kind, summary).text()).contains("%d,sku,unknown-sku,%s,".formatted(row, typo));
    }

    private Answer receipt(String id, String item) {
        return post(
                Tokens.hq(),
                "/api/v1/receipts",
                """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":1}]}"""
                        .formatted(id, warehouse, item));
    }
}
