package org.qudao.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;

/** A region with a warehouse, one item in stock and some dealers with credit, under ids of its own. */
record Trade(Installation installation, String sku, String warehouse, List<String> dealers) {

    static final int PRICE = 10;

    /** @param credit limit of each dealer, in units of the installation's currency */
    static Trade open(Installation installation, int dealers, int stock, int credit) {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        Api hq = installation.hq();
        String region = "R-" + tag;
        String warehouse = "W-" + tag;
        String sku = "P-" + tag;
        hq.post(
                        "/api/v1/nodes",
                        """
                {"id":"%s","name":"Region %s","kind":"REGION","parentId":"HQ"}"""
                                .formatted(region, tag))
                .ok();
        List<String> ids =
                IntStream.range(0, dealers).mapToObj(i -> "D-" + tag + "-" + i).toList();
        for (String dealer : ids) {
            hq.post(
                            "/api/v1/nodes",
                            """
                    {"id":"%s","name":"نمایندگی %s","kind":"DEALER","channel":"DISTRIBUTION","parentId":"%s","status":"ACTIVE"}"""
                                    .formatted(dealer, dealer, region))
                    .ok();
        }
        hq.put(
                        "/api/v1/products/" + sku,
                        """
                {"name":"Item %s","productLine":"Test","listPrice":%d,"status":"ACTIVE"}"""
                                .formatted(tag, PRICE))
                .ok();
        hq.put(
                        "/api/v1/places/" + warehouse,
                        """
                {"name":"Warehouse %s","kind":"WAREHOUSE","regionId":"%s","sourcing":true,"priority":1}"""
                                .formatted(tag, region))
                .ok();
        for (String dealer : ids) {
            await("order-service knows " + dealer)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> hq.put(
                                            "/api/v1/credit-accounts/" + dealer,
                                            """
                            {"limit":%d,"terms":30}"""
                                                    .formatted(credit))
                                    .status()
                            == 200);
        }
        Trade trade = new Trade(installation, sku, warehouse, ids);
        if (stock > 0) {
            trade.receive(stock);
        }
        return trade;
    }

    void receive(int quantity) {
        String id = "REC-" + UUID.randomUUID();
        Api hq = installation.hq();
        hq.post(
                        "/api/v1/receipts",
                        """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":%d}]}"""
                                .formatted(id, warehouse, sku, quantity))
                .ok();
        hq.post("/api/v1/receipts/" + id + "/receive", "{}").ok();
    }

    String orderFor(int quantity) {
        return """
                {"lines":[{"sku":"%s","quantity":%d}]}""".formatted(sku, quantity);
    }
}
