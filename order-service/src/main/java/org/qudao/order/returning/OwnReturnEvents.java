package org.qudao.order.returning;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwnReturnEvents {

    static final List<String> TYPES = List.of("ReturnRejected", "ReturnWithdrawn", "ReturnReceived");

    @Bean
    EventSubscription ownReturns(FollowReturn followReturn) {
        return EventSubscription.to("order.return", "order-service-returns")
                .anyOf(TYPES, FollowReturn.ReturnFact.class, followReturn::follow);
    }
}
