package org.qudao.dealer.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeEvent;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Tier;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.TargetEvent;
import org.qudao.dealer.targets.TargetPlan;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PublishedContractsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void everyDeclaredTypeHasAValidExampleThatOurRecordReadsAndWritesUnchanged() throws IOException {
        assertThat(Contracts.types("dealer.node")).containsExactlyInAnyOrderElementsOf(NodeEvent.TYPES);
        for (String type : Contracts.types("dealer.node")) {
            roundTrip("dealer.node", type, NodeEvent.class);
        }
        assertThat(Contracts.types("dealer.target")).containsExactly(TargetEvent.TYPE);
        roundTrip("dealer.target", TargetEvent.TYPE, TargetEvent.class);
    }

    @Test
    void whatTheCodeEmitsForNodesIsValid() throws IOException {
        Node hq = Node.headquarters();
        Node region = Node.under(hq, "R", "Region", NodeKind.REGION, null, NodeStatus.ACTIVE, null);
        Node dealer = Node.under(region, "D", "فروشگاه", NodeKind.DEALER, null, NodeStatus.PROSPECT, Tier.B);
        for (Node node : List.of(hq, region, dealer)) {
            NodeChange change = NodeChange.between(null, node, "somebody", Instant.EPOCH, null);
            Contracts.assertValid("dealer.node", JSON.writeValueAsString(NodeEvent.of(node, change)));
        }
    }

    @Test
    void whatTheCodeEmitsForTargetsAndPlansIsValid() throws IOException {
        Target target = new Target(
                "t1",
                OwnerKind.NODE,
                "D",
                LocalDate.of(2014, 1, 1),
                LocalDate.of(2014, 3, 31),
                Measure.QUANTITY,
                "Road",
                new BigDecimal("12"));
        TargetPlan plan = new TargetPlan(
                "p1", 2014, Measure.REVENUE, null, new BigDecimal("1.25"), 2013, "hq", Instant.EPOCH, List.of());
        Contracts.assertValid("dealer.target", JSON.writeValueAsString(TargetEvent.of(target)));
        Contracts.assertValid("dealer.target", JSON.writeValueAsString(TargetEvent.of(plan, "HQ")));
    }

    private static <T> void roundTrip(String topic, String type, Class<T> record) throws IOException {
        String example = Contracts.example(topic, type);
        Contracts.assertValid(topic, example);
        T read = JSON.readValue(example, record);
        assertThat(JSON.readTree(JSON.writeValueAsString(read))).isEqualTo(JSON.readTree(example));
    }
}
