package org.qudao.inventory.reserving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service listens to in order to keep goods for orders. */
@Configuration(proxyBeanMethods = false)
class ReservingEvents {

    static final List<String> ORDER_TYPES =
            List.of("OrderApproved", "OrderCancelled", "OrderRefused", "OrderShipped", "OrderDelivered");
    private static final int CONSUMERS = 4;

    @Bean
    EventSubscription orders(FollowOrder followOrder, Clock clock) {
        return EventSubscription.to("order.order", "inventory-service")
                .anyOfBatch(ORDER_TYPES, OrderView.class, events -> followOrder.follow(news(events, clock)))
                .concurrency(CONSUMERS);
    }

    @Bean
    EventSubscription freedStock(ServeWaitingOrders serveWaitingOrders) {
        return EventSubscription.to("inventory.movement", "inventory-service-backlog")
                .unhurried()
                .batch(StockPosted.TYPE, StockPosted.class, events -> serve(serveWaitingOrders, events));
    }

    private static List<OrderNews> news(List<IncomingEvent<OrderView>> events, Clock clock) {
        return events.stream()
                .filter(event -> !event.data().history())
                .map(event -> OrderView.news(event, LocalDate.ofInstant(event.time(), clock.getZone())))
                .toList();
    }

    private static void serve(ServeWaitingOrders serveWaitingOrders, List<IncomingEvent<StockPosted>> events) {
        Set<String> skus = new LinkedHashSet<>();
        for (IncomingEvent<StockPosted> event : events) {
            if (event.data().freesGoodsAtWarehouse()) {
                skus.add(event.data().sku());
            }
        }
        skus.forEach(serveWaitingOrders::serve);
    }
}
