package org.qudao.order.crediting;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwnOrderEvents {

    private static final List<String> TYPES =
            List.of("OrderHeld", "OrderRefused", "OrderCancelled", "OrderShipped", "OrderInvoiced", "OrderPaid");

    @Bean
    EventSubscription ownOrders(FollowOrder followOrder) {
        return EventSubscription.to("order.order", "order-service-credit")
                .unhurried()
                .anyOf(TYPES, FollowOrder.OrderFact.class, followOrder::follow);
    }
}
