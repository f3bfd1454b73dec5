package org.qudao.order.network;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NodeEvents {

    private static final List<String> TYPES = List.of("NodeCreated", "NodeChanged", "NodeMoved", "NodeStatusChanged");

    @Bean
    EventSubscription nodes(NodeView view) {
        return EventSubscription.to("dealer.node", "order-service")
                .anyOfBatch(
                        TYPES,
                        NodeChanged.class,
                        events -> view.apply(events.stream()
                                .map(event -> new NodeView.Change(event.data().node(), event.version()))
                                .toList()));
    }
}
