package org.qudao.inventory.returning;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goods that came back are booked as soon as the order service knows of them; that they are credited says it once more. */
@Configuration(proxyBeanMethods = false)
class ReturnEvents {

    static final List<String> TYPES = List.of("ReturnReceived", "ReturnCredited");

    @Bean
    EventSubscription returns(BookReturn bookReturn) {
        return EventSubscription.to("order.return", "inventory-service")
                .anyOf(
                        TYPES,
                        ReturnView.class,
                        event -> bookReturn.book(event.data().goods()));
    }
}
