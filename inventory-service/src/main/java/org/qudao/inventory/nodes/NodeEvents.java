package org.qudao.inventory.nodes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Node;
import org.qudao.inventory.network.Nodes;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NodeEvents {

    static final List<String> TYPES = List.of("NodeCreated", "NodeChanged", "NodeMoved", "NodeStatusChanged");

    /** What the stock needs to know of a node. */
    record NodeView(
            String id,
            String name,
            String kind,
            @Nullable String channel,
            @Nullable String tier,
            List<String> path,
            String status) {}

    @Bean
    EventSubscription nodeNews(Nodes nodes) {
        return EventSubscription.to("dealer.node", "inventory-service")
                .anyOf(TYPES, NodeView.class, event -> nodes.apply(node(event), event.version()));
    }

    static Node node(IncomingEvent<NodeView> event) {
        NodeView view = event.data();
        return new Node(view.id(), view.name(), view.kind(), view.channel(), view.tier(), view.path(), view.status());
    }
}
