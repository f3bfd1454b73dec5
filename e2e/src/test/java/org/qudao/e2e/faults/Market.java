package org.qudao.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;

/**
 * A region with two warehouses, some items in stock and some dealers with credit, under ids of its own.
 *
 * @param credit limit of each dealer, in the installation's currency
 */
public record Market(
        Installation installation,
        String region,
        List<String> warehouses,
        List<String> items,
        List<String> dealers,
        int credit) {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** What inventory-service answers as long as no event has told it of a region or product. */
    private static final int UNKNOWN = 422;

    private static final String OPENING = "REC-";

    /** Of an item, by its place in the list, in the installation's currency. */
    static BigDecimal price(int item) {
        return BigDecimal.valueOf(10 + item);
    }

    static String name(String dealer) {
        return "نمایندگی " + dealer;
    }

    /**
     * @param stock of each item, in each warehouse
     * @param credit limit of each dealer, in the installation's currency
     */
    public static Market open(Installation installation, int dealers, int items, int stock, int credit) {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        Market market = new Market(
                installation,
                "R-" + tag,
                List.of("W1-" + tag, "W2-" + tag),
                names("P-" + tag, items),
                names("D-" + tag, dealers),
                credit);
        market.build();
        if (stock > 0) {
            market.warehouses.forEach(warehouse -> market.receive(warehouse, stock));
        }
        return market;
    }

    /** A receipt of so many of each item, planned and received. */
    void receive(String warehouse, int quantity) {
        String id = OPENING + warehouse + "-" + UUID.randomUUID();
        Api hq = installation.hq();
        await("inventory-service knows " + items)
                .atMost(SOON)
                .until(
                        () -> hq.post("/api/v1/receipts", receipt(id, warehouse, items, quantity)),
                        answer -> answer.status() != UNKNOWN)
                .ok();
        hq.post("/api/v1/receipts/" + id + "/receive", "{}").ok();
    }

    /** Whether a document is one that {@link #receive} made. */
    boolean isOpening(String document) {
        return warehouses.stream().anyMatch(warehouse -> document.startsWith(OPENING + warehouse + "-"));
    }

    static String receipt(String id, String warehouse, List<String> skus, int quantity) {
        List<String> lines = skus.stream().map(sku -> line(sku, quantity)).toList();
        return """
                {"id":"%s","place":"%s","lines":[%s]}"""
                .formatted(id, warehouse, String.join(",", lines));
    }

    /** One unit or more of the first item. */
    public String orderFor(int quantity) {
        return """
                {"lines":[%s]}""".formatted(line(items.getFirst(), quantity));
    }

    public static String line(String sku, int quantity) {
        return """
                {"sku":"%s","quantity":%d}""".formatted(sku, quantity);
    }

    BigDecimal price(String sku) {
        return price(items.indexOf(sku));
    }

    /** Available and reserved; 0 while nobody can tell. */
    int onHand(String place, String sku) {
        try {
            Api.Answer stock = installation.hq().get("/api/v1/stock/" + place + "/" + sku);
            return stock.status() == 200
                    ? stock.json().get("available").asInt()
                            + stock.json().get("reserved").asInt()
                    : 0;
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }

    private void build() {
        Api hq = installation.hq();
        hq.post(
                        "/api/v1/nodes",
                        """
                {"id":"%s","name":"Region %s","kind":"REGION","parentId":"HQ"}"""
                                .formatted(region, region))
                .ok();
        for (String dealer : dealers) {
            hq.post(
                            "/api/v1/nodes",
                            """
                    {"id":"%s","name":"%s","kind":"DEALER","channel":"DISTRIBUTION","parentId":"%s","status":"ACTIVE"}"""
                                    .formatted(dealer, name(dealer), region))
                    .ok();
        }
        for (String sku : items) {
            hq.put(
                            "/api/v1/products/" + sku,
                            """
                    {"name":"Item %s","productLine":"Test","listPrice":%s,"status":"ACTIVE"}"""
                                    .formatted(sku, price(sku)))
                    .ok();
        }
        for (int i = 0; i < warehouses.size(); i++) {
            String path = "/api/v1/places/" + warehouses.get(i);
            String body =
                    """
                    {"name":"Warehouse %s","kind":"WAREHOUSE","regionId":"%s","sourcing":true,"priority":%d}"""
                            .formatted(warehouses.get(i), region, i + 1);
            await("inventory-service knows " + region)
                    .atMost(SOON)
                    .until(() -> hq.put(path, body), answer -> answer.status() != UNKNOWN)
                    .ok();
        }
        for (String dealer : dealers) {
            await("order-service knows " + dealer)
                    .atMost(SOON)
                    .until(() -> hq.put(
                                            "/api/v1/credit-accounts/" + dealer,
                                            """
                            {"limit":%d,"terms":30}"""
                                                    .formatted(credit))
                                    .status()
                            == 200);
        }
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }
}
