package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTest {

    @Test
    void anActiveDealerAndAShopOfTheDirectChannelOrderForThemselves() {
        assertThat(node(Node.Kind.DEALER, Channel.DISTRIBUTION, Node.Status.ACTIVE)
                        .orderingBar())
                .isNull();
        assertThat(node(Node.Kind.OUTLET, Channel.DIRECT, Node.Status.ACTIVE).orderingBar())
                .isNull();
    }

    @Test
    void everybodyElseIsToldWhyNot() {
        assertBar(
                node(Node.Kind.OUTLET, Channel.DISTRIBUTION, Node.Status.ACTIVE), "NODE.OUTLET_ORDERS_THROUGH_DEALER");
        assertBar(node(Node.Kind.REGION, Channel.DISTRIBUTION, Node.Status.ACTIVE), "NODE.DOES_NOT_TRADE");
        assertBar(node(Node.Kind.HEADQUARTERS, Channel.DIRECT, Node.Status.ACTIVE), "NODE.DOES_NOT_TRADE");
        assertBar(node(Node.Kind.DEALER, null, Node.Status.ACTIVE), "NODE.HAS_NO_CHANNEL");
        assertBar(node(Node.Kind.DEALER, Channel.DISTRIBUTION, Node.Status.SUSPENDED), "NODE.NOT_ACTIVE");
    }

    @Test
    void whoBuysOnCreditHasAnAccountActiveOrNot() {
        for (Node.Status status : Node.Status.values()) {
            assertThat(node(Node.Kind.DEALER, Channel.DISTRIBUTION, status).accountBar())
                    .isNull();
        }
    }

    @Test
    void whoCanOweNothingIsToldWhoPays() {
        assertAccountBar(node(Node.Kind.OUTLET, Channel.DISTRIBUTION), "NODE.OUTLET_ORDERS_THROUGH_DEALER");
        assertAccountBar(node(Node.Kind.OUTLET, null), "NODE.OUTLET_ORDERS_THROUGH_DEALER");
        assertAccountBar(node(Node.Kind.OUTLET, Channel.DIRECT), "NODE.PAYS_AT_THE_COUNTER");
        assertAccountBar(node(Node.Kind.DEALER, Channel.DIRECT), "NODE.PAYS_AT_THE_COUNTER");
        assertAccountBar(node(Node.Kind.DEALER, null), "NODE.HAS_NO_CHANNEL");
        for (Node.Kind kind : List.of(Node.Kind.HEADQUARTERS, Node.Kind.REGION, Node.Kind.AREA)) {
            assertAccountBar(node(kind, null), "NODE.DOES_NOT_TRADE");
        }
    }

    private static void assertAccountBar(Node node, String rule) {
        assertThat(node.accountBar()).extracting(Receipt::ruleId).isEqualTo(rule);
    }

    private static Node node(Node.Kind kind, Channel channel) {
        return node(kind, channel, Node.Status.ACTIVE);
    }

    private static void assertBar(Node node, String rule) {
        assertThat(node.orderingBar()).extracting(Receipt::ruleId).isEqualTo(rule);
    }

    private static Node node(Node.Kind kind, Channel channel, Node.Status status) {
        return new Node("N", "Node", kind, channel, status, List.of("HQ", "N"), "HQ");
    }
}
