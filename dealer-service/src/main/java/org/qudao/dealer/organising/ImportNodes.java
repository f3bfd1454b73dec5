package org.qudao.dealer.organising;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeName;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.network.Objection;
import org.qudao.dealer.network.Placement;
import org.qudao.dealer.network.Tier;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

/** New nodes of a batch go to the store in one write; those that exist are changed one by one under the same rules as by hand. */
@Component
class ImportNodes implements RowImport<ImportNodes.NodeRow> {
    private static final String WHO = "import";
    private final Nodes nodes;
    private final OpenChildren openChildren;
    private final Clock clock;

    ImportNodes(Nodes nodes, OpenChildren openChildren, Clock clock) {
        this.nodes = nodes;
        this.openChildren = openChildren;
        this.clock = clock;
    }

    record NodeRow(
            String id,
            String name,
            NodeKind kind,
            @Nullable Channel channel,
            @Nullable String parentId,
            @Nullable NodeStatus status,
            @Nullable Tier tier) {}

    @Override
    public String kind() {
        return "nodes";
    }

    @Override
    public String description() {
        return "The network: regions, areas, dealers and outlets, parents before children. The root is HQ. An empty status means"
                + " PROSPECT for new dealers and outlets; an empty channel, status or tier leaves an existing node's as it is.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("node_id").id(),
                Column.required("name").text(1_000).describedAs("any script, at most 200 characters"),
                Column.required("kind").oneOf(NodeKind.class),
                Column.optional("channel").oneOf(Channel.class).describedAs("dealers and outlets only"),
                Column.optional("parent_id").id().describedAs("empty for HQ only"),
                Column.optional("status").oneOf(NodeStatus.class),
                Column.optional("tier").oneOf(Tier.class));
    }

    @Override
    public NodeRow read(List<Row> unit) {
        Row row = unit.getFirst();
        NodeName.fault(row.text("name")).ifPresent(fault -> row.reject("name", "name", fault));
        NodeKind kind = row.constant("kind", NodeKind.class);
        boolean root = row.text("node_id").equals(Node.HEADQUARTERS_ID);
        if (root != (kind == NodeKind.HEADQUARTERS)) {
            row.reject("kind", "one-headquarters", "HQ, and only HQ, is the headquarters");
        } else if (!root && row.textOrNull("parent_id") == null) {
            row.reject("parent_id", "required", "every node but HQ stands under another");
        }
        return new NodeRow(
                row.text("node_id"),
                row.text("name"),
                kind,
                row.constantOrNull("channel", Channel.class),
                root ? null : row.textOrNull("parent_id"),
                row.constantOrNull("status", NodeStatus.class),
                row.constantOrNull("tier", Tier.class));
    }

    @Override
    public List<Outcome> store(List<Unit<NodeRow>> batch) {
        Set<String> ids = new HashSet<>();
        for (Unit<NodeRow> unit : batch) {
            ids.add(unit.value().id());
            if (unit.value().parentId() != null) {
                ids.add(unit.value().parentId());
            }
        }
        Map<String, Node> known = nodes.findAll(ids);
        Map<String, Node> fresh = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<NodeRow> unit : batch) {
            outcomes.add(one(unit.value(), known, fresh));
        }
        Map<Node, NodeChange> creations = new LinkedHashMap<>();
        fresh.values()
                .forEach(node -> creations.put(node, NodeChange.between(null, node, WHO, clock.instant(), "imported")));
        Set<String> taken = creations.isEmpty() ? Set.of() : nodes.addAll(creations);
        for (int i = 0; i < outcomes.size(); i++) {
            if (taken.contains(batch.get(i).value().id())) {
                outcomes.set(
                        i,
                        Outcome.rejected(
                                "node_id", "concurrent-create", "was created at this moment; send the row again"));
            }
        }
        return outcomes;
    }

    /** @param known nodes as they will be after the rows so far */
    private Outcome one(NodeRow row, Map<String, Node> known, Map<String, Node> fresh) {
        Node before = known.get(row.id());
        Node parent = row.parentId() == null ? null : known.get(row.parentId());
        if (row.parentId() != null && parent == null) {
            return Outcome.rejected(
                    "parent_id",
                    "unknown-node",
                    "there is no node " + row.parentId() + "; parents come before children");
        }
        if (before == null) {
            return parent == null
                    ? Outcome.rejected("node_id", "one-headquarters", "headquarters is made by the service itself")
                    : create(row, parent, known, fresh);
        }
        return before.kind() == row.kind()
                ? revise(row, before, parent, known, fresh)
                : Outcome.rejected("kind", "kind-fixed", row.id() + " is a " + before.kind() + " and stays one");
    }

    private static Outcome create(NodeRow row, Node parent, Map<String, Node> known, Map<String, Node> fresh) {
        Optional<Objection> objection = Placement.toCreating(parent, row.kind(), row.channel());
        if (objection.isPresent()) {
            return rejected("parent_id", objection.get());
        }
        NodeStatus status = row.status() == null ? CreateNode.firstStatus(row.kind()) : row.status();
        Node node = Node.under(parent, row.id(), row.name(), row.kind(), row.channel(), status, row.tier());
        known.put(node.id(), node);
        fresh.put(node.id(), node);
        return Outcome.INSERTED;
    }

    private Outcome revise(
            NodeRow row, Node before, @Nullable Node parent, Map<String, Node> known, Map<String, Node> fresh) {
        Optional<Outcome> refusal = refusal(row, before, parent, fresh.values());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Node after = revised(row, before, parent);
        if (after.equals(before)) {
            return Outcome.UNCHANGED;
        }
        known.put(after.id(), after);
        if (fresh.containsKey(after.id())) {
            fresh.put(after.id(), after);
        } else {
            nodes.change(row.id(), WHO, "imported", node -> revised(row, node, parent));
        }
        return Outcome.UPDATED;
    }

    private Optional<Outcome> refusal(NodeRow row, Node before, @Nullable Node parent, Collection<Node> fresh) {
        Node selling = selling(row, before);
        Optional<Outcome> refusal = Optional.empty();
        if (parent != null && !parent.id().equals(before.parentId())) {
            refusal = Placement.toMoving(selling, parent).map(objection -> rejected("parent_id", objection));
        } else if (parent != null && selling.channel() != before.channel()) {
            refusal = Placement.toSelling(selling, parent).map(objection -> rejected("channel", objection));
        }
        NodeStatus status = row.status();
        if (refusal.isPresent() || status == null || status == before.status()) {
            return refusal;
        }
        return Placement.toBecoming(before, status)
                .or(() -> status == NodeStatus.CLOSED ? openChildren.toClosing(row.id(), fresh) : Optional.empty())
                .map(objection -> rejected("status", objection));
    }

    private static Outcome rejected(String column, Objection objection) {
        return Outcome.rejected(column, objection.rule(), objection.message());
    }

    private static Node revised(NodeRow row, Node before, @Nullable Node parent) {
        Node after = before.renamed(row.name());
        if (parent != null && !parent.id().equals(before.parentId())) {
            after = after.movedUnder(parent);
        }
        after = selling(row, after);
        if (row.status() != null) {
            after = after.withStatus(row.status());
        }
        return row.tier() == null ? after : after.withTier(row.tier());
    }

    private static Node selling(NodeRow row, Node node) {
        return row.channel() != null && row.kind().sells() ? node.withChannel(row.channel()) : node;
    }
}
