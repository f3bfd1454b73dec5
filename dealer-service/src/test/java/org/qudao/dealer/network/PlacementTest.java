package org.qudao.dealer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private final Node hq = Node.headquarters();
    private final Node asia = region(hq, "ASIA");
    private final Node iran = region(asia, "IRAN");
    private final Node tehran = Node.under(iran, "TEHRAN", "Tehran", NodeKind.AREA, null, NodeStatus.ACTIVE, null);
    private final Node dealer = Node.under(tehran, "D1", "Dealer", NodeKind.DEALER, null, NodeStatus.ACTIVE, Tier.KEY);
    private final Node outlet = Node.under(dealer, "O1", "Outlet", NodeKind.OUTLET, null, NodeStatus.PROSPECT, null);

    @Test
    void parentsAlwaysStandOnASmallerLevel() {
        assertThat(hq.level()).isLessThan(asia.level());
        assertThat(asia.level()).isLessThan(iran.level());
        assertThat(iran.level()).isLessThan(tehran.level());
        assertThat(tehran.level()).isLessThan(dealer.level());
        assertThat(dealer.level()).isLessThan(outlet.level());
        assertThat(outlet.path()).containsExactly("HQ", "ASIA", "IRAN", "TEHRAN", "D1", "O1");
    }

    @Test
    void aRegionCannotMoveUnderItsOwnDescendant() {
        assertThat(Placement.toMoving(asia, iran))
                .hasValueSatisfying(o -> assertThat(o.rule()).isEqualTo("level-order"));
        assertThat(Placement.toMoving(asia, asia)).isPresent();
    }

    @Test
    void aDealerMovesBetweenRegionsButNotUnderADealer() {
        assertThat(Placement.toMoving(dealer, asia)).isEmpty();
        assertThat(Placement.toMoving(dealer, outlet))
                .hasValueSatisfying(o -> assertThat(o.rule()).isEqualTo("parent-kind"));
    }

    @Test
    void onlyADirectOutletStandsUnderARegion() {
        assertThat(Placement.toCreating(iran, NodeKind.OUTLET, Channel.DIRECT)).isEmpty();
        assertThat(Placement.toCreating(iran, NodeKind.OUTLET, Channel.DISTRIBUTION))
                .isPresent();
    }

    @Test
    void nothingIsMadeOrMovedUnderAClosedNode() {
        Node closed = iran.withStatus(NodeStatus.CLOSED);
        assertThat(Placement.toCreating(closed, NodeKind.DEALER, null))
                .hasValueSatisfying(o -> assertThat(o.rule()).isEqualTo("parent-closed"));
        assertThat(Placement.toMoving(dealer, closed)).isPresent();
    }

    @Test
    void headquartersStaysWhatItIs() {
        assertThat(Placement.toMoving(hq, asia)).isPresent();
        assertThat(Placement.toBecoming(hq, NodeStatus.CLOSED)).isPresent();
        assertThat(Placement.toCreating(hq, NodeKind.HEADQUARTERS, null)).isPresent();
    }

    @Test
    void regionsAreNestedNineDeepAndNoDeeper() {
        Node parent = hq;
        for (int depth = 1; depth <= NodeKind.DEEPEST_REGION; depth++) {
            assertThat(Placement.toCreating(parent, NodeKind.REGION, null)).isEmpty();
            parent = region(parent, "R" + depth);
        }
        assertThat(Placement.toCreating(parent, NodeKind.REGION, null))
                .hasValueSatisfying(o -> assertThat(o.rule()).isEqualTo("region-depth"));
    }

    @Test
    void everyStateCanBeClosedAndNothingFollowsClosed() {
        for (NodeStatus status : EnumSet.complementOf(EnumSet.of(NodeStatus.CLOSED))) {
            assertThat(status.next()).contains(NodeStatus.CLOSED);
        }
        assertThat(NodeStatus.CLOSED.next()).isEmpty();
    }

    @Test
    void everyStateIsReachedFromProspect() {
        Set<NodeStatus> reached = new HashSet<>(Set.of(NodeStatus.PROSPECT));
        while (reached.addAll(
                reached.stream().flatMap(status -> status.next().stream()).toList())) {
            // until nothing new is reached
        }
        assertThat(reached).containsExactlyInAnyOrder(NodeStatus.values());
    }

    @Test
    void aRefusedTransitionNamesWhatIsAllowed() {
        assertThat(Placement.toBecoming(outlet, NodeStatus.ACTIVE))
                .hasValueSatisfying(o -> assertThat(o.message()).contains("PROSPECT", "SELECTED", "CLOSED"));
    }

    @Test
    void aChildFollowsItsMovedParent() {
        Node moved = tehran.movedUnder(asia);
        assertThat(dealer.inLineWith(moved))
                .hasValueSatisfying(node -> assertThat(node.path()).containsExactly("HQ", "ASIA", "TEHRAN", "D1"));
        assertThat(dealer.inLineWith(tehran)).isEmpty();
        assertThat(dealer.inLineWith(iran)).as("no longer its parent").isEmpty();
    }

    private static Node region(Node parent, String id) {
        return Node.under(parent, id, id, NodeKind.REGION, null, NodeStatus.ACTIVE, null);
    }
}
