package org.qudao.dealer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeChangeTest {
    private final Node hq = Node.headquarters();
    private final Node region = Node.under(hq, "R", "Region", NodeKind.REGION, null, NodeStatus.ACTIVE, null);
    private final Node dealer = Node.under(region, "D", "Dealer", NodeKind.DEALER, null, NodeStatus.ACTIVE, null);

    @Test
    void namesTheFieldsThatChangedAndOnlyThose() {
        assertThat(change(dealer, dealer.renamed("New")).fields())
                .containsExactly(new FieldChange("name", "Dealer", "New"));
        assertThat(change(dealer, dealer).fields()).isEmpty();
    }

    @Test
    void isPublishedAsItsMostTellingChange() {
        assertThat(change(null, dealer).eventType()).isEqualTo("NodeCreated");
        assertThat(change(dealer, dealer.withStatus(NodeStatus.SUSPENDED)).eventType())
                .isEqualTo("NodeStatusChanged");
        assertThat(change(dealer, dealer.movedUnder(hq)).eventType()).isEqualTo("NodeMoved");
        assertThat(change(dealer, dealer.withTier(Tier.A)).eventType()).isEqualTo("NodeChanged");
    }

    private static NodeChange change(@org.jspecify.annotations.Nullable Node before, Node after) {
        return NodeChange.between(before, after, "somebody", Instant.EPOCH, null);
    }
}
