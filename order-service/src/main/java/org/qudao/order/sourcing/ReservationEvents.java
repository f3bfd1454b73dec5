package org.qudao.order.sourcing;

import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReservationEvents {

    private static final int CONSUMERS = 2;

    @Bean
    EventSubscription reservations(RecordAllocation recordAllocation) {
        return EventSubscription.to("inventory.reservation", "order-service")
                .batch("ReservationChanged", ReservationChanged.class, recordAllocation::record)
                .concurrency(CONSUMERS);
    }
}
