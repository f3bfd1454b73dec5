package org.qudao.forecast;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.qudao.platform.test.Wire;

/** Events as the other services publish them. */
public final class Events {
    private Events() {}

    public static void node(String id, long version, String kind, List<String> path) {
        Wire.publish(
                "dealer.node",
                "NodeCreated",
                id,
                version,
                """
                {"id":"%s","name":"%s","kind":"%s","channel":"DISTRIBUTION","parentId":null,"path":[%s],"level":%d,
                 "status":"ACTIVE","tier":"A"}"""
                        .formatted(id, id, kind, quoted(path), path.size()));
    }

    public static void recorded(String id, long version, String nodeId, String month, String sku, int quantity) {
        order("OrderRecorded", id, version, nodeId, "DISTRIBUTION", "PAID", month + "-10", sku, quantity, quantity, 0);
    }

    public static void order(
            String type,
            String id,
            long version,
            String nodeId,
            String channel,
            String status,
            String orderedOn,
            String sku,
            int quantity,
            int sourced,
            int shortShipped) {
        Wire.publish(
                "order.order",
                type,
                id,
                version,
                json(type, id, nodeId, channel, status, orderedOn, sku, quantity, sourced, shortShipped));
    }

    private static String json(
            String type,
            String id,
            String nodeId,
            String channel,
            String status,
            String orderedOn,
            String sku,
            int quantity,
            int sourced,
            int shortShipped) {
        return """
                {"id":"%1$s","number":"%1$s","nodeId":"%2$s","channel":"%3$s","customerId":null,"salespersonId":null,"status":"%4$s",
                 "history":%10$s,"orderedOn":"%5$s","recognisedOn":"%5$s","shippedOn":null,"deliveredOn":null,
                 "requestedOn":null,"currency":"USD","total":10.00,
                 "lines":[{"line":1,"sku":"%6$s","productLine":"BIKES","quantity":%7$d,"unitPrice":1.0,"netAmount":10.00,
                 "sourced":%8$d,"shipped":%8$d,"shortShipped":%9$d,"sources":[]}]}"""
                .formatted(
                        id,
                        nodeId,
                        channel,
                        status,
                        orderedOn,
                        sku,
                        quantity,
                        sourced,
                        shortShipped,
                        type.equals("OrderRecorded"));
    }

    public static void stock(
            String place,
            String sku,
            long version,
            long available,
            long inTransit,
            String causeKind,
            String reference) {
        Wire.publish(
                "inventory.movement",
                "StockPosted",
                place + "|" + sku,
                version,
                """
                {"movementId":"m-%1$s-%2$s-%3$d","sku":"%2$s","place":"%1$s","side":"CREDIT",
                 "from":{"place":"PRODUCTION","state":"EXTERNAL"},"to":{"place":"%1$s","state":"AVAILABLE"},"quantity":1,
                 "cause":{"kind":"%6$s","reference":"%7$s"},"on":"2013-12-31",
                 "balance":{"available":%4$d,"reserved":0,"inTransit":%5$d},"placeKind":"WAREHOUSE","nodeId":null}"""
                        .formatted(place, sku, version, available, inTransit, causeKind, reference));
    }

    /** Of a warehouse from which no orders are served. */
    public static void quarantine(String place, String sku, long version, long available) {
        Wire.publish(
                "inventory.movement",
                "StockPosted",
                place + "|" + sku,
                version,
                """
                {"movementId":"m-%1$s-%2$s-%3$d","postingId":"m-%1$s-%2$s-%3$d","sku":"%2$s","place":"%1$s","side":"CREDIT",
                 "from":{"place":"PRODUCTION","state":"EXTERNAL"},"to":{"place":"%1$s","state":"AVAILABLE"},"quantity":1,
                 "cause":{"kind":"OPENING","reference":"r"},"on":"2013-12-31",
                 "balance":{"available":%4$d,"reserved":0,"inTransit":0},"placeKind":"WAREHOUSE","nodeId":null,
                 "sourcing":false}"""
                        .formatted(place, sku, version, available));
    }

    /** A warehouse gets units from production, or has them reserved. */
    public static void moved(
            String place, String sku, long version, String on, boolean in, int quantity, long available) {
        String here = "{\"place\":\"%s\",\"state\":\"AVAILABLE\"}".formatted(place);
        String there = in
                ? "{\"place\":\"PRODUCTION\",\"state\":\"EXTERNAL\"}"
                : "{\"place\":\"%s\",\"state\":\"RESERVED\"}".formatted(place);
        Wire.publish(
                "inventory.movement",
                "StockPosted",
                place + "|" + sku,
                version,
                """
                {"movementId":"m-%1$s-%2$s-%3$d","postingId":"m-%1$s-%2$s-%3$d","sku":"%2$s","place":"%1$s","side":"%9$s",
                 "from":%4$s,"to":%5$s,"quantity":%6$d,"cause":{"kind":"%10$s","reference":"r"},"on":"%7$s",
                 "balance":{"available":%8$d,"reserved":0,"inTransit":0},"placeKind":"WAREHOUSE","nodeId":null}"""
                        .formatted(
                                place,
                                sku,
                                version,
                                in ? there : here,
                                in ? here : there,
                                quantity,
                                on,
                                available,
                                in ? "CREDIT" : "BOTH",
                                in ? "RECEIPT" : "RESERVATION"));
    }

    public static void stockOfNode(String nodeId, String sku, long version, long available, long inTransit) {
        Wire.publish(
                "inventory.movement",
                "StockPosted",
                nodeId + "|" + sku,
                version,
                """
                {"movementId":"m-%1$s-%2$s-%3$d","postingId":"m-%1$s-%2$s-%3$d","sku":"%2$s","place":"%1$s","side":"CREDIT",
                 "from":{"place":"%1$s","state":"IN_TRANSIT"},"to":{"place":"%1$s","state":"AVAILABLE"},"quantity":1,
                 "cause":{"kind":"DELIVERY","reference":"r"},"on":"2013-12-31",
                 "balance":{"available":%4$d,"reserved":0,"inTransit":%5$d},"placeKind":"NODE","nodeId":"%1$s"}"""
                        .formatted(nodeId, sku, version, available, inTransit));
    }

    public static void receipt(String id, long version, String status, String place, String sku, long quantity) {
        Wire.publish(
                "inventory.receipt",
                "Receipt" + status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT),
                id,
                version,
                """
                {"id":"%s","place":"%s","status":"%s","lines":[{"sku":"%s","quantity":%d}],
                 "expectedOn":"2014-01-10","receivedOn":null,"cancelledOn":null}"""
                        .formatted(id, place, status, sku, quantity));
    }

    public static void sellOut(String id, long version, String nodeId, String month, String sku, int quantity) {
        Wire.publish(
                "inventory.sellout",
                "SellOutReported",
                id,
                version,
                """
                {"id":"%s","nodeId":"%s","on":"%s-20","channel":"DISTRIBUTION",
                 "lines":[{"sku":"%s","quantity":%d,"netAmount":null}]}"""
                        .formatted(id, nodeId, month, sku, quantity));
    }

    public static void product(String sku, long version, String status) {
        product(sku, version, status, "Bikes");
    }

    public static void product(String sku, long version, String status, String category) {
        Wire.publish(
                "order.product",
                "ProductChanged",
                sku,
                version,
                """
                {"sku":"%1$s","name":"%1$s","productLine":"BIKES","category":"%3$s","listPrice":10.0,"dealerPrice":6.0,
                 "standardCost":4.0,"currency":"USD","status":"%2$s"}"""
                        .formatted(sku, status, category));
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
    }
}
