package org.qudao.dealer.attaining;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.sales.Freshness;
import org.qudao.dealer.targets.Attainment;
import org.qudao.dealer.targets.RunRate;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/**
 * Attainment of every partner under a node. A dealer's row includes its outlets; asked about a dealer, the rows are the dealer's
 * own sales, against what is asked of the dealer alone, and each outlet. The total is everything under the node against the node's own target, or the sum of the rows' targets
 * when the node has none.
 */
@Service
class MeasureAttainment {
    private final Actuals actuals;
    private final TargetBook targets;
    private final Nodes nodes;
    private final Freshness freshness;
    private final ScopeTree scopes;
    private final Weekend weekend;

    MeasureAttainment(
            Actuals actuals, TargetBook targets, Nodes nodes, Freshness freshness, ScopeTree scopes, Weekend weekend) {
        this.actuals = actuals;
        this.targets = targets;
        this.nodes = nodes;
        this.freshness = freshness;
        this.scopes = scopes;
        this.weekend = weekend;
    }

    AttainmentAnswer measure(Caller caller, @Nullable String under, Question question) {
        Scope scope = scopes.scopeOf(caller);
        NodeTree tree = new NodeTree(nodes.all());
        String rootId = under != null ? under : caller.seesEverything() ? Node.HEADQUARTERS_ID : nodeOf(caller);
        Node root = tree.find(rootId)
                .filter(node -> scope.includes(node.id()))
                .orElseThrow(() -> Refusal.notFound("node", rootId));
        List<Node> below = tree.subtree(root.id()).stream()
                .filter(node -> scope.includes(node.id()))
                .toList();
        Map<String, String> rowOf = rows(root, below, tree);
        Set<String> inSubtree = new HashSet<>();
        below.forEach(node -> inSubtree.add(node.id()));
        Map<String, BigDecimal> sold = actuals.by(question, inSubtree, sale -> rowOf.getOrDefault(sale.nodeId(), ""));
        BigDecimal all = sold.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, BigDecimal> wanted = targets.ofNodes(question, tree, root.isHeadquarters() ? null : inSubtree);
        Map<String, BigDecimal> wantedOfRow = new HashMap<>(wanted);
        if (below.size() > 1 && root.id().equals(rowOf.get(root.id()))) {
            wantedOfRow.remove(root.id());
            targets.ofNodeAlone(question, root.id()).ifPresent(own -> wantedOfRow.put(root.id(), own));
        }
        RunRate runRate = question.runRate(weekend.days());
        List<Attainment> rows = new HashSet<>(rowOf.values())
                .stream()
                        .filter(id -> counts(tree, id, sold, wantedOfRow))
                        .map(id -> Attainment.of(
                                id,
                                tree.find(id).map(Node::name).orElse(id),
                                wantedOfRow.get(id),
                                sold.getOrDefault(id, BigDecimal.ZERO),
                                runRate,
                                question.measure()))
                        .toList();
        BigDecimal target = wanted.containsKey(root.id()) ? wanted.get(root.id()) : sumOf(rows);
        Freshness.Reading reading = freshness.read();
        return AttainmentAnswer.of(
                question,
                runRate,
                rows,
                Attainment.of(root.id(), root.name(), target, all, runRate, question.measure()),
                reading.asOf(),
                reading.lagSeconds());
    }

    private static String nodeOf(Caller caller) {
        String node = caller.nodeId();
        if (node == null) {
            throw Refusal.notFound("node", "");
        }
        return node;
    }

    /** Which row each selling node counts in. */
    private static Map<String, String> rows(Node root, List<Node> below, NodeTree tree) {
        Map<String, String> rowOf = new HashMap<>();
        boolean perOutlet = root.kind() == NodeKind.DEALER || root.kind() == NodeKind.OUTLET;
        for (Node node : below) {
            Node partner = perOutlet ? node : tree.partnerOf(node.id());
            if (partner != null) {
                rowOf.put(node.id(), partner.id());
            }
        }
        return rowOf;
    }

    /** A closed partner without sales and target in the period is not worth a row. */
    private static boolean counts(
            NodeTree tree, String id, Map<String, BigDecimal> sold, Map<String, BigDecimal> wanted) {
        return sold.containsKey(id)
                || wanted.containsKey(id)
                || tree.find(id)
                        .filter(node -> node.status() != NodeStatus.CLOSED)
                        .isPresent();
    }

    private static @Nullable BigDecimal sumOf(List<Attainment> rows) {
        BigDecimal sum = null;
        for (Attainment row : rows) {
            if (row.target() != null) {
                sum = sum == null ? row.target() : sum.add(row.target());
            }
        }
        return sum;
    }
}
