package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/**
 * A network of two regions, each with dealers, their outlets and a shop of the company, under ids of its own; everybody who trades has
 * ordered, been delivered, sold, counted and run out of something; the dealers have asked to give something back, and each region's
 * forecast is overridden.
 */
final class World {

    /** Price of a piece, for dealers and for customers of the shops. */
    static final int PRICE = 10;

    private static final String CUSTOMERS = "customer_id,node_id,city,country,since\r\n";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** @param parent name of the node above, as the tests call it */
    private record Placed(String kind, @Nullable String channel, String parent) {}

    /** The region whose warehouse it is. */
    private static final String OF_THE_WAREHOUSE = "region1";

    private static final Map<String, Placed> NETWORK = network();

    private final Installation installation;
    private final Api hq;
    private final String tag;
    private final Map<String, String> orders = new HashMap<>();
    private final Map<String, String> returns = new HashMap<>();
    private final Map<String, String> grants = new HashMap<>();
    private final Map<String, String> series = new HashMap<>();
    private String imported = "none";
    private String run = "none";
    private String overriddenMonth = "none";

    private World(Installation installation, String tag) {
        this.installation = installation;
        this.hq = installation.hq();
        this.tag = tag;
    }

    /** Two dealers in the first region, so that a dealer has a neighbour. */
    private static Map<String, Placed> network() {
        Map<String, Placed> network = new LinkedHashMap<>();
        network.put("HQ", new Placed("HEADQUARTERS", null, ""));
        network.put("region1", new Placed("REGION", null, "HQ"));
        network.put("region2", new Placed("REGION", null, "HQ"));
        network.put("dealer1", new Placed("DEALER", "DISTRIBUTION", "region1"));
        network.put("dealer2", new Placed("DEALER", "DISTRIBUTION", "region1"));
        network.put("dealer3", new Placed("DEALER", "DISTRIBUTION", "region2"));
        network.put("outlet1", new Placed("OUTLET", "DISTRIBUTION", "dealer1"));
        network.put("outlet2", new Placed("OUTLET", "DISTRIBUTION", "dealer2"));
        network.put("outlet3", new Placed("OUTLET", "DISTRIBUTION", "dealer3"));
        network.put("shop1", new Placed("OUTLET", "DIRECT", "region1"));
        network.put("shop2", new Placed("OUTLET", "DIRECT", "region2"));
        return network;
    }

    /** Before {@link #open}. */
    static World notYet(Installation installation) {
        return new World(installation, "not-yet");
    }

    static World open(Installation installation, String tag) {
        World world = new World(installation, tag);
        world.place();
        world.stock();
        world.trade();
        world.plan();
        world.forecast();
        return world;
    }

    /** The names of all nodes that have a record of this kind. */
    static Set<String> nodesWith(String record) {
        return switch (record) {
            case "node" -> NETWORK.keySet();
            case "region" -> ofKind("REGION");
            case "partner" -> partners();
            case "dealer" -> ofKind("DEALER");
            case "place" -> {
                Set<String> places = partners();
                places.add(OF_THE_WAREHOUSE);
                yield places;
            }
            case "shop" ->
                partners().stream()
                        .filter(name -> "DIRECT".equals(placed(name).channel()))
                        .collect(Collectors.toCollection(TreeSet::new));
            case "buyer" -> partners().stream().filter(World::buys).collect(Collectors.toCollection(TreeSet::new));
            default -> throw new IllegalArgumentException("nobody has a " + record);
        };
    }

    private static Set<String> ofKind(String kind) {
        return NETWORK.entrySet().stream()
                .filter(node -> node.getValue().kind().equals(kind))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> partners() {
        Set<String> partners = ofKind("DEALER");
        partners.addAll(ofKind("OUTLET"));
        return partners;
    }

    private static boolean buys(String name) {
        Placed node = placed(name);
        return node.kind().equals("DEALER") || "DIRECT".equals(node.channel());
    }

    private static Placed placed(String name) {
        Placed node = NETWORK.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return node;
    }

    /** Whether {@code name} is {@code top} or stands below it. */
    static boolean isUnder(String name, String top) {
        return name.equals(top)
                || (!placed(name).parent().isEmpty() && isUnder(placed(name).parent(), top));
    }

    /** The kind of what may stand under a node; under an outlet nothing may. */
    static String kindUnder(String name) {
        return switch (placed(name).kind()) {
            case "HEADQUARTERS" -> "REGION";
            case "REGION" -> "DEALER";
            default -> "OUTLET";
        };
    }

    String id(String name) {
        return name.equals("HQ") ? "HQ" : name + "-" + tag;
    }

    /** The name of the node that owns what has this id; null when it is none of this world's. */
    @Nullable
    String nameOf(String id) {
        if (id.equals(warehouse())) {
            return OF_THE_WAREHOUSE;
        }
        String name = id.replace("-" + tag, "").replace("person-", "").replace("customer-", "");
        return NETWORK.containsKey(name) ? name : null;
    }

    String sku() {
        return "sku-" + tag;
    }

    /** What everybody had a piece of. */
    private String goneSku() {
        return "gone-" + tag;
    }

    String warehouse() {
        return "warehouse-" + tag;
    }

    String place(String name) {
        return name.equals(OF_THE_WAREHOUSE) ? warehouse() : id(name);
    }

    private String receipt() {
        return "receipt-" + tag;
    }

    /** Writes the ids of this world over the names in braces. */
    String fill(String template, String name) {
        String filled = template;
        for (Map.Entry<String, String> known : known(name).entrySet()) {
            filled = filled.replace("{" + known.getKey() + "}", known.getValue());
        }
        return filled;
    }

    private Map<String, String> known(String name) {
        return Map.ofEntries(
                Map.entry("node", id(name)),
                Map.entry("place", place(name)),
                Map.entry("kindBelow", kindUnder(name)),
                Map.entry("area", area(name)),
                Map.entry("grant", grants.getOrDefault(name, "none")),
                Map.entry("order", orders.getOrDefault(name, "none")),
                Map.entry("return", returns.getOrDefault(name, "none")),
                Map.entry("series", series.getOrDefault(name, "none")),
                Map.entry("plan", "plan-" + tag),
                Map.entry("run", run),
                Map.entry("month", overriddenMonth),
                Map.entry("import", imported),
                Map.entry("receipt", receipt()),
                Map.entry("transfer", "transfer-" + tag),
                Map.entry("warehouse", warehouse()),
                Map.entry("sku", sku()),
                Map.entry("today", today().toString()),
                Map.entry("customersHeader", CUSTOMERS),
                Map.entry("new", "new-" + UUID.randomUUID()));
    }

    private String area(String name) {
        return "area-" + id(name);
    }

    /** How many pieces a node has had delivered: powers of two, so that a sum tells whose they are. */
    static int bought(String name) {
        return 2 << List.copyOf(NETWORK.keySet()).indexOf(name);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private void place() {
        NETWORK.forEach((name, node) -> {
            if (!name.equals("HQ")) {
                hq.post(
                                "/api/v1/nodes",
                                """
                        {"id":"%s","name":"%s","kind":"%s",%s"parentId":"%s","status":"ACTIVE"}"""
                                        .formatted(
                                                id(name),
                                                id(name),
                                                node.kind(),
                                                node.channel() == null ? "" : "\"channel\":\"" + node.channel() + "\",",
                                                id(node.parent())))
                        .ok();
            }
        });
        partners().forEach(name -> {
            grants.put(
                    name,
                    hq.post(
                                    "/api/v1/territories",
                                    """
                            {"nodeId":"%s","area":"%s","productLine":"Test","exclusivity":"SHARED","from":"2026-01-01"}"""
                                            .formatted(id(name), area(name)))
                            .ok()
                            .get("grantId")
                            .asString());
            hq.post(
                            "/api/v1/targets",
                            """
                    {"ownerKind":"NODE","ownerId":"%s","periodStart":"%s","periodEnd":"%s","measure":"REVENUE","amount":%d}"""
                                    .formatted(id(name), today().minusDays(10), today().plusDays(10), bought(name)))
                    .ok();
        });
    }

    private void stock() {
        for (String sku : List.of(sku(), goneSku())) {
            hq.put(
                            "/api/v1/products/" + sku,
                            """
                    {"name":"Item","productLine":"Test","listPrice":%d,"dealerPrice":%d,"standardCost":3,"status":"ACTIVE"}"""
                                    .formatted(PRICE, PRICE))
                    .ok();
        }
        onceKnown(() -> hq.put(
                "/api/v1/places/" + warehouse(),
                """
                {"name":"Warehouse","kind":"WAREHOUSE","regionId":"%s","sourcing":true,"priority":1}"""
                        .formatted(id("region1"))));
        onceKnown(() -> hq.post(
                "/api/v1/receipts",
                """
                {"id":"%s","place":"%s","lines":[{"sku":"%s","quantity":100000}]}"""
                        .formatted(receipt(), warehouse(), sku())));
        hq.post("/api/v1/receipts/" + receipt() + "/receive", "{}").ok();
    }

    /** inventory-service learns of regions and products by events. */
    private static void onceKnown(Callable<Api.Answer> request) {
        await("inventory-service knows what is named")
                .atMost(SOON)
                .until(request, answer -> answer.status() != 422)
                .ok();
    }

    private void trade() {
        for (String dealer : nodesWith("dealer")) {
            await("order-service knows " + dealer)
                    .atMost(SOON)
                    .until(() -> hq.put(
                                            "/api/v1/credit-accounts/" + id(dealer),
                                            """
                            {"limit":1000000,"terms":30}""")
                                    .status()
                            == 200);
            hq.post(
                            "/api/v1/payments",
                            """
                    {"id":"payment-%s","nodeId":"%s","amount":1,"receivedOn":"%s"}"""
                                    .formatted(id(dealer), id(dealer), today()))
                    .ok();
        }
        for (String buyer : nodesWith("buyer")) {
            orders.put(buyer, order(buyer, bought(buyer)));
        }
        for (String buyer : nodesWith("buyer")) {
            String order = "/api/v1/orders/" + orders.get(buyer);
            await(buyer + " has stock reserved")
                    .atMost(SOON)
                    .until(() -> hq.get(order).ok().get("status").asString().equals("CONFIRMED"));
            hq.post(order + "/ship", "{}").ok();
            hq.post(order + "/deliver", "{}").ok();
        }
        for (String dealer : nodesWith("dealer")) {
            returns.put(dealer, giveBack(dealer));
        }
        for (String partner : partners()) {
            count(partner);
        }
        for (String partner : partners()) {
            runOut(partner);
            sellOut(partner);
        }
        await("all deliveries are in the sales figures").atMost(SOON).untilAsserted(() -> {
            for (String buyer : nodesWith("buyer")) {
                JsonNode total =
                        hq.get("/api/v1/sales?by=node&under=" + id(buyer)).ok().get("total");
                assertThat(total.get("quantity").asInt()).isEqualTo(bought(buyer));
            }
        });
    }

    private void plan() {
        for (String region : nodesWith("region")) {
            hq.post(
                            "/api/v1/salespeople",
                            """
                    {"id":"person-%s","name":"Somebody"}""".formatted(id(region)))
                    .ok();
            hq.post(
                            "/api/v1/salespeople/person-" + id(region) + "/assignments",
                            """
                    {"regionId":"%s","from":"2026-01-01"}""".formatted(id(region)))
                    .ok();
            hq.post(
                            "/api/v1/targets",
                            """
                    {"ownerKind":"SALESPERSON","ownerId":"person-%s","periodStart":"2026-01-01","periodEnd":"2026-12-31","measure":"REVENUE","amount":1}"""
                                    .formatted(id(region)))
                    .ok();
        }
        hq.post(
                        "/api/v1/target-plans",
                        """
                {"id":"plan-%s","year":2150,"measure":"REVENUE","productLine":"%s","total":1000,"basisYear":2026}"""
                                .formatted(tag, sku()))
                .ok();
        hq.post("/api/v1/target-plans/plan-" + tag + "/publish", "{}").ok();
        hq.post(
                        "/api/v1/transfers",
                        """
                {"id":"transfer-%s","from":"%s","to":"%s","on":"%s","lines":[{"sku":"%s","quantity":1}]}"""
                                .formatted(tag, warehouse(), id("dealer1"), today(), sku()))
                .ok();
        StringBuilder customers = new StringBuilder(CUSTOMERS);
        nodesWith("shop")
                .forEach(shop ->
                        customers.append("customer-%s,%s,Town,US,2026-01-01\r\n".formatted(id(shop), id(shop))));
        imported =
                hq.importCsv("customers", customers.toString()).ok().get("id").asString();
    }

    /** Two years of history in both regions make one series each, whose first month is overridden. */
    private void forecast() {
        StringBuilder history = new StringBuilder(
                "order_number,channel,node_id,customer_id,salesperson_id,order_date,requested_date,ship_date,status,currency,line,sku,quantity,unit_price,net_amount\r\n");
        LocalDate month = today().withDayOfMonth(1).minusMonths(24);
        for (int i = 0; i < 24; i++) {
            for (String dealer : List.of("dealer1", "dealer3")) {
                LocalDate day = month.plusMonths(i);
                history.append("%s-%d,DISTRIBUTION,%s,,,%s,,%s,DELIVERED,USD,1,%s,%d,10,%d\r\n"
                        .formatted(id(dealer), i, id(dealer), day, day, sku(), 10 + i % 12, 10 * (10 + i % 12)));
            }
        }
        JsonNode summary = hq.importCsv("orders", history.toString()).ok();
        assertThat(summary.get("rejected").asInt()).as("%s", summary).isZero();
        await("forecast-service knows the demand")
                .atMost(SOON)
                .until(() -> hq.get("/api/v1/demand?by=NODE&nodeId=" + id("dealer3") + "&limit=500")
                                .ok()
                                .get("items")
                                .size()
                        >= 24);
        run = hq.post("/api/v1/forecast-runs", "{\"horizonMonths\":1}")
                .ok()
                .get("id")
                .asString();
        for (String region : nodesWith("region")) {
            JsonNode forecast = await("a forecast for " + region)
                    .atMost(SOON)
                    .until(
                            () -> hq.get("/api/v1/forecasts?sku=" + sku() + "&regionId=" + id(region))
                                    .ok()
                                    .get("items"),
                            found -> !found.isEmpty())
                    .get(0);
            series.put(region, forecast.get("id").asString());
            overriddenMonth = forecast.get("points").get(0).get("month").asString();
            hq.put(
                            "/api/v1/forecasts/" + series.get(region) + "/overrides/" + overriddenMonth,
                            """
                    {"units":7,"reason":"a fair"}""")
                    .ok();
        }
    }

    private String order(String buyer, int quantity) {
        return await("order-service knows " + buyer)
                .atMost(SOON)
                .until(
                        () -> hq.post(
                                "/api/v1/orders",
                                """
                                {"nodeId":"%s","lines":[{"sku":"%s","quantity":%d}]}"""
                                        .formatted(id(buyer), sku(), quantity),
                                "order-" + id(buyer)),
                        answer -> answer.status() == 201)
                .ok()
                .get("id")
                .asString();
    }

    /** Withdrawn, so that no step leads anywhere and nothing comes off the sales. */
    private String giveBack(String dealer) {
        String id = hq.post(
                        "/api/v1/returns",
                        """
                        {"orderId":"%s","reason":"unsold","lines":[{"sku":"%s","quantity":1}]}"""
                                .formatted(orders.get(dealer), sku()),
                        "return-" + id(dealer))
                .ok()
                .get("id")
                .asString();
        hq.post("/api/v1/returns/" + id + "/withdraw", "{\"reason\":\"sold after all\"}")
                .ok();
        return id;
    }

    /** Books pieces for everybody, so that there is something to sell; no delivery has made an outlet of a dealer a place. */
    private void count(String partner) {
        if (!buys(partner)) {
            await("inventory-service knows " + partner)
                    .atMost(SOON)
                    .until(() -> hq.put(
                                                    "/api/v1/places/" + id(partner),
                                                    """
                                            {"name":"Outlet","kind":"NODE","nodeId":"%s","sourcing":false,"priority":1}"""
                                                            .formatted(id(partner)))
                                            .status()
                                    / 100
                            == 2);
        }
        await(partner + " is a place")
                .atMost(SOON)
                .until(() -> hq.get("/api/v1/places/" + id(partner)).status() == 200);
        hq.post(
                        "/api/v1/counts",
                        """
                {"id":"count-%s","place":"%s","on":"%s","lines":[{"sku":"%s","counted":5000}]}"""
                                .formatted(id(partner), id(partner), today(), sku()))
                .ok();
    }

    private void runOut(String partner) {
        for (int counted : List.of(1, 0)) {
            onceKnown(() -> hq.post(
                    "/api/v1/counts",
                    """
                    {"id":"count-%d-%s","place":"%s","on":"%s","lines":[{"sku":"%s","counted":%d}]}"""
                            .formatted(counted, id(partner), id(partner), today(), goneSku(), counted)));
        }
    }

    private void sellOut(String partner) {
        hq.post(
                        "/api/v1/sell-outs",
                        """
                {"id":"sold-%s","nodeId":"%s","on":"%s","lines":[{"sku":"%s","quantity":1,"netAmount":12}]}"""
                                .formatted(id(partner), id(partner), today(), sku()))
                .ok();
    }

    /** Who sends requests. */
    enum Actor {
        HQ("HQ", null),
        SERVICE("SERVICE", null),
        REGIONAL_MANAGER("REGIONAL_MANAGER", "region1"),
        DEALER("DEALER", "dealer1"),
        OUTLET("OUTLET", "outlet1"),
        SHOP("OUTLET", "shop1");

        private final String role;
        private final @Nullable String node;

        Actor(String role, @Nullable String node) {
            this.role = role;
            this.node = node;
        }

        String role() {
            return role;
        }

        @Nullable
        String node() {
            return node;
        }

        boolean sees(String name) {
            return node == null || isUnder(name, node);
        }
    }

    Api as(Actor actor) {
        return installation.as(token(actor));
    }

    String token(Actor actor) {
        String node = actor.node();
        return Tokens.token(
                "attacker-" + actor.name().toLowerCase(java.util.Locale.ROOT) + tag,
                actor.role(),
                node == null ? null : id(node));
    }
}
