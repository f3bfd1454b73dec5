package org.qudao.gateway.routing;

import java.util.Set;

/** The services behind the gateway, and the addresses that belong to each. The only routing table there is. */
public enum Service {
    /** Network, territories, targets and what was sold against them. */
    DEALER(
            "dealer-service",
            Set.of("nodes", "territories", "salespeople", "targets", "target-plans", "attainment", "sales"),
            Set.of("nodes", "territories", "salespeople", "salesperson-territories", "targets")),
    /** Products, orders, returns, credit and payments. */
    ORDER(
            "order-service",
            Set.of("products", "orders", "order-previews", "returns", "credit-accounts", "payments", "customers"),
            Set.of("products", "customers", "credit-accounts", "orders", "payments")),
    /** Stock by place, its ledger, receipts, counts and what dealers report as sold. */
    INVENTORY(
            "inventory-service",
            Set.of(
                    "places",
                    "stock",
                    "movements",
                    "receipts",
                    "sell-outs",
                    "counts",
                    "availability",
                    "ledger",
                    "transfers"),
            Set.of("places", "opening-stock", "stock-history", "sell-outs")),
    /** Demand, forecasts and proposals for replenishment. */
    FORECAST(
            "forecast-service",
            Set.of(
                    "demand",
                    "forecasts",
                    "forecast-overrides",
                    "forecast-runs",
                    "forecast-totals",
                    "promotions",
                    "successions",
                    "replenishment-proposals"),
            Set.of());

    private final String id;
    private final Set<String> segments;
    private final Set<String> importKinds;

    Service(String id, Set<String> segments, Set<String> importKinds) {
        this.id = id;
        this.segments = segments;
        this.importKinds = importKinds;
    }

    /** Name of the module, the container, the route, the circuit breaker and the metrics' tag. */
    public String id() {
        return id;
    }

    /** First path segments after {@code /api/v1} that the service answers. */
    public Set<String> segments() {
        return segments;
    }

    /** Values of {@code kind} in {@code /api/v1/imports/{kind}} that the service answers. */
    public Set<String> importKinds() {
        return importKinds;
    }
}
