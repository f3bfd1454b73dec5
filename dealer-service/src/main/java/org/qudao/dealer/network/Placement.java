package org.qudao.dealer.network;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for where a node may stand and which state may follow which, each named so that an answer can say which one spoke. */
public final class Placement {
    private Placement() {}

    /** Why a new node of this kind may not be made under the parent. */
    public static Optional<Objection> toCreating(Node parent, NodeKind kind, @Nullable Channel stated) {
        if (kind == NodeKind.HEADQUARTERS) {
            return objection("one-headquarters", "the network has one headquarters, " + Node.HEADQUARTERS_ID);
        }
        return underThisKind(parent, kind, Node.channelOf(parent, kind, stated))
                .or(() -> parentIsOpen(parent))
                .or(() -> kind == NodeKind.REGION && parent.level() >= NodeKind.DEEPEST_REGION
                        ? objection(
                                "region-depth",
                                "regions can be nested " + NodeKind.DEEPEST_REGION + " deep and no deeper")
                        : Optional.empty());
    }

    /** Why the node may not move under the parent. A node's level never changes, which is what makes cycles impossible. */
    public static Optional<Objection> toMoving(Node node, Node parent) {
        if (node.isHeadquarters()) {
            return objection("headquarters-fixed", "headquarters cannot be moved");
        }
        if (node.status() == NodeStatus.CLOSED) {
            return objection("node-closed", node.id() + " is closed");
        }
        return underThisKind(parent, node.kind(), node.channel())
                .or(() -> parentIsOpen(parent))
                .or(() -> parent.level() >= node.level()
                        ? objection(
                                "level-order",
                                "%s stands on level %d and cannot hold %s of level %d"
                                        .formatted(parent.id(), parent.level(), node.id(), node.level()))
                        : Optional.empty());
    }

    /** Why the node may not sell by its channel where it stands. */
    public static Optional<Objection> toSelling(Node node, Node parent) {
        return underThisKind(parent, node.kind(), node.channel());
    }

    /** Why the node may not take this state now. */
    public static Optional<Objection> toBecoming(Node node, NodeStatus wanted) {
        if (node.isHeadquarters()) {
            return objection("headquarters-fixed", "headquarters stays active");
        }
        if (!node.status().next().contains(wanted)) {
            String allowed =
                    node.status().next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
            return objection(
                    "status-transition",
                    "%s is %s; it can become %s, not %s"
                            .formatted(node.id(), node.status(), allowed.isEmpty() ? "nothing else" : allowed, wanted));
        }
        return Optional.empty();
    }

    private static Optional<Objection> underThisKind(Node parent, NodeKind kind, @Nullable Channel channel) {
        Channel effective = channel == null ? Channel.DISTRIBUTION : channel;
        if (kind.parents(effective).contains(parent.kind())) {
            return Optional.empty();
        }
        String allowed =
                kind.parents(effective).stream().sorted().map(Enum::name).collect(Collectors.joining(" or "));
        return objection(
                "parent-kind",
                "%s is a %s; a %s %s stands under %s".formatted(parent.id(), parent.kind(), effective, kind, allowed));
    }

    private static Optional<Objection> parentIsOpen(Node parent) {
        return parent.status() == NodeStatus.CLOSED
                ? objection("parent-closed", parent.id() + " is closed")
                : Optional.empty();
    }

    private static Optional<Objection> objection(String rule, String message) {
        return Optional.of(new Objection(rule, message));
    }
}
