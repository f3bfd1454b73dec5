package org.qudao.dealer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeTreeTest {

    private final NodeTree tree = new NodeTree(List.of(
            node("HQ", NodeKind.HEADQUARTERS, "HQ"),
            node("EU", NodeKind.REGION, "HQ", "EU"),
            node("DE", NodeKind.REGION, "HQ", "EU", "DE"),
            node("SOUTH", NodeKind.AREA, "HQ", "EU", "DE", "SOUTH"),
            node("D1", NodeKind.DEALER, "HQ", "EU", "DE", "SOUTH", "D1"),
            node("O1", NodeKind.OUTLET, "HQ", "EU", "DE", "SOUTH", "D1", "O1"),
            node("SHOP", NodeKind.OUTLET, "HQ", "EU", "SHOP")));

    @Test
    void theRegionIsTheNearestAtOrAbove() {
        assertThat(tree.regionOf("O1")).map(Node::id).contains("DE");
        assertThat(tree.regionOf("SHOP")).map(Node::id).contains("EU");
        assertThat(tree.regionOf("DE")).map(Node::id).contains("DE");
        assertThat(tree.regionOf("HQ")).isEmpty();
        assertThat(tree.regionOf("NOBODY")).isEmpty();
    }

    @Test
    void aRegionThatIsNotKnownYetIsPassedOver() {
        NodeTree early = new NodeTree(
                List.of(node("EU", NodeKind.REGION, "HQ", "EU"), node("D1", NodeKind.DEALER, "HQ", "EU", "DE", "D1")));

        assertThat(early.regionOf("D1")).map(Node::id).contains("EU");
    }

    @Test
    void theSubtreeIsTheNodeAndAllBelowIt() {
        assertThat(tree.subtree("DE")).extracting(Node::id).containsExactlyInAnyOrder("DE", "SOUTH", "D1", "O1");
        assertThat(tree.subtree("O1")).extracting(Node::id).containsExactly("O1");
        assertThat(tree.subtree("NOBODY")).isEmpty();
    }

    @Test
    void aSaleIsCreditedToTheDealerOrToAnOutletWithoutOne() {
        assertThat(partner("D1")).isEqualTo("D1");
        assertThat(partner("O1")).isEqualTo("D1");
        assertThat(partner("SHOP")).isEqualTo("SHOP");
        assertThat(partner("SOUTH")).isNull();
        assertThat(partner("NOBODY")).isNull();
    }

    @Test
    void findsNodesByTheirId() {
        assertThat(tree.find("D1")).map(Node::kind).contains(NodeKind.DEALER);
        assertThat(tree.find("NOBODY")).isEmpty();
    }

    private @Nullable String partner(String id) {
        Node partner = tree.partnerOf(id);
        return partner == null ? null : partner.id();
    }

    private static Node node(String id, NodeKind kind, String... path) {
        return new Node(
                id,
                "Node " + id,
                kind,
                null,
                path.length > 1 ? path[path.length - 2] : null,
                List.of(path),
                path.length,
                NodeStatus.ACTIVE,
                null);
    }
}
