package org.qudao.dealer.mongo;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.FieldChange;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Tier;
import org.qudao.platform.mongo.Bsons;

/** Nodes and their changes as documents. */
final class NodeDocuments {
    private NodeDocuments() {}

    static Document state(Node node, NodeChange change) {
        return new Document("name", node.name())
                .append("kind", node.kind().name())
                .append("channel", nameOf(node.channel()))
                .append("parentId", node.parentId())
                .append("path", node.path())
                .append("level", node.level())
                .append("status", node.status().name())
                .append("tier", nameOf(node.tier()))
                .append("lastChange", change(change));
    }

    static Node node(String id, Document state) {
        String channel = state.getString("channel");
        String tier = state.getString("tier");
        return new Node(
                id,
                state.getString("name"),
                NodeKind.valueOf(state.getString("kind")),
                channel == null ? null : Channel.valueOf(channel),
                state.getString("parentId"),
                state.getList("path", String.class),
                state.getInteger("level"),
                NodeStatus.valueOf(state.getString("status")),
                tier == null ? null : Tier.valueOf(tier));
    }

    static Document change(NodeChange change) {
        return new Document("by", change.by())
                .append("at", Bsons.instant(change.at()))
                .append("reason", change.reason())
                .append(
                        "fields",
                        change.fields().stream()
                                .map(field -> new Document("field", field.field())
                                        .append("from", field.from())
                                        .append("to", field.to()))
                                .toList());
    }

    static NodeChange change(Document document) {
        List<FieldChange> fields = document.getList("fields", Document.class).stream()
                .map(field -> new FieldChange(field.getString("field"), field.getString("from"), field.getString("to")))
                .toList();
        return new NodeChange(
                document.getString("by"), Bsons.instant(document, "at"), document.getString("reason"), fields);
    }

    private static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
