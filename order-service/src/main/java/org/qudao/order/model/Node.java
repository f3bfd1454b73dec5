package org.qudao.order.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What orders need to know of a network node; the truth is in dealer-service.
 *
 * @param path ids from the root down to the node itself
 */
public record Node(
        String id,
        String name,
        Kind kind,
        @Nullable Channel channel,
        Status status,
        List<String> path,
        @Nullable String parentId) {

    /** Where a node stands in the tree. */
    public enum Kind {
        /** The company. */
        HEADQUARTERS,
        /** A sales region. */
        REGION,
        /** A part of a region. */
        AREA,
        /** First-level partner, or a node of the direct channel such as a web shop. */
        DEALER,
        /** Point of sale below a dealer. */
        OUTLET
    }

    /** Life cycle as dealer-service tells it; only an active node orders. */
    public enum Status {
        /** Known, not yet chosen. */
        PROSPECT,
        /** Chosen, no contract yet. */
        SELECTED,
        /** Contract signed, not opened. */
        CONTRACTED,
        /** Trades. */
        ACTIVE,
        /** Stopped for a while. */
        SUSPENDED,
        /** Gone. */
        CLOSED
    }

    public Node {
        path = List.copyOf(path);
    }

    /** Null when the node may order for itself, otherwise why not and what to do. */
    public @Nullable Receipt orderingBar() {
        if (kind == Kind.OUTLET && channel != Channel.DIRECT) {
            return Receipt.of(
                    "NODE.OUTLET_ORDERS_THROUGH_DEALER",
                    "Let dealer " + parentId + " order: outlets are supplied through their dealer, on its account.",
                    "node",
                    id,
                    "kind",
                    kind.name(),
                    "dealer",
                    String.valueOf(parentId));
        }
        if (!sells()) {
            return Receipt.of(
                    "NODE.DOES_NOT_TRADE",
                    "Name a dealer or a node of the direct channel.",
                    "node",
                    id,
                    "kind",
                    kind.name());
        }
        if (channel == null) {
            return Receipt.of(
                    "NODE.HAS_NO_CHANNEL", "Headquarters must say by which channel the node buys.", "node", id);
        }
        if (status != Status.ACTIVE) {
            return Receipt.of(
                    "NODE.NOT_ACTIVE",
                    "Ask headquarters to activate the node; only active nodes order.",
                    "node",
                    id,
                    "status",
                    status.name());
        }
        return null;
    }

    /** Dealers and outlets sell; the kinds above them only group. */
    public boolean sells() {
        return kind == Kind.DEALER || kind == Kind.OUTLET;
    }

    /** Null when the node buys on credit or in advance, so that it has an account; otherwise why not and what to do. Active or not. */
    public @Nullable Receipt accountBar() {
        if (channel == Channel.DIRECT) {
            return accountBar(
                    "NODE.PAYS_AT_THE_COUNTER",
                    "Nothing is to be paid: orders of the direct channel are paid at the counter and settle when invoiced.");
        }
        return switch (kind) {
            case DEALER ->
                channel == null
                        ? accountBar("NODE.HAS_NO_CHANNEL", "Headquarters must say by which channel the node buys.")
                        : null;
            case OUTLET ->
                accountBar(
                        "NODE.OUTLET_ORDERS_THROUGH_DEALER",
                        "Name dealer " + parentId + ": outlets are supplied through their dealer, on its account.");
            case HEADQUARTERS, REGION, AREA -> accountBar("NODE.DOES_NOT_TRADE", "Name the dealer that buys.");
        };
    }

    private Receipt accountBar(String ruleId, String remedy) {
        return Receipt.of(
                ruleId, remedy, "node", id, "kind", kind.name(), "channel", channel == null ? "" : channel.name());
    }
}
