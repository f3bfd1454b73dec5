package org.qudao.dealer.organising;

import org.qudao.dealer.network.NodeEvent;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.PublishedTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NodeSubscriptions {
    @Bean
    PublishedTopics publishedTopics() {
        return PublishedTopics.of("dealer.node", "dealer.target");
    }

    @Bean
    EventSubscription nodeEvents(FollowNodeEvents follow) {
        return EventSubscription.to("dealer.node", "dealer-service")
                .anyOfBatch(NodeEvent.TYPES, NodeEvent.class, follow::follow);
    }
}
