package org.qudao.inventory;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.qudao.platform.test.Tokens;

/** An item and a warehouse for each test, in the network that all share. */
abstract class OneItemInAWarehouse extends RunningInventory {

    protected final String sku = id("ITEM");
    protected final String warehouse = id("W");

    @BeforeEach
    void anItemAndAWarehouse() {
        knowTheNetwork();
        warehouse(warehouse, REGION, 1);
        products(List.of(sku));
    }

    protected Answer planReceipt(String id, String place, int quantity, LocalDate expectedOn) {
        return post(
                        Tokens.hq(),
                        "/api/v1/receipts",
                        """
                        {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":%d}],"expectedOn":"%s"}"""
                                .formatted(id, place, sku, quantity, expectedOn))
                .is(201);
    }

    protected Answer count(String id, String place, int counted) {
        return count(id, place, sku, counted);
    }

    protected Answer count(String id, String place, String item, int counted) {
        return count(Tokens.hq(), id, place, item, counted, today());
    }

    protected Answer sellOut(String token, String id, String node, int quantity) {
        return sellOut(token, id, node, sku, quantity);
    }

    protected Answer sellOut(String token, String id, String node, String item, int quantity) {
        return post(
                token,
                "/api/v1/sell-outs",
                """
                {"id":"%s","nodeId":"%s","on":"2026-01-20","lines":[{"sku":"%s","quantity":%d,"netAmount":12.50}]}"""
                        .formatted(id, node, item, quantity));
    }

    protected Answer transfer(String id, String to, String item, int quantity) {
        return post(
                Tokens.hq(),
                "/api/v1/transfers",
                """
                {"id":"%s","from":"%s","to":"%s","on":"2026-01-20","lines":[{"sku":"%s","quantity":%d}]}"""
                        .formatted(id, warehouse, to, item, quantity));
    }
}
