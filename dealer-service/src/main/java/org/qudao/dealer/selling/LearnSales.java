package org.qudao.dealer.selling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.qudao.dealer.sales.Freshness;
import org.qudao.dealer.sales.SalesMemory;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service learns from others, and how far it has come. */
@Configuration(proxyBeanMethods = false)
class LearnSales {
    private static final String GROUP = "dealer-service";
    private final Freshness freshness;
    private final Clock clock;
    private final MeterRegistry meters;

    LearnSales(Freshness freshness, Clock clock, MeterRegistry meters) {
        this.freshness = freshness;
        this.clock = clock;
        this.meters = meters;
    }

    @Bean
    EventSubscription orderEvents(SalesMemory orderSales) {
        return EventSubscription.to("order.order", GROUP)
                .unhurried()
                .anyOfBatch(OrderSeen.TYPES, OrderSeen.class, events -> {
                    orderSales.record(events.stream()
                            .map(event -> event.data().asSale(event.version()))
                            .toList());
                    noteApplied("order.order", events);
                });
    }

    @Bean
    EventSubscription returnEvents(SalesMemory orderSales) {
        return EventSubscription.to("order.return", GROUP)
                .unhurried()
                .batch(ReturnSeen.TYPE, ReturnSeen.class, events -> {
                    orderSales.record(events.stream()
                            .map(event -> event.data().asSale(event.version()))
                            .toList());
                    noteApplied("order.return", events);
                });
    }

    @Bean
    EventSubscription sellOutEvents(SalesMemory sellOutSales) {
        return EventSubscription.to("inventory.sellout", GROUP)
                .unhurried()
                .batch("SellOutReported", SellOutSeen.class, events -> {
                    sellOutSales.record(events.stream()
                            .map(event -> event.data().asSale(event.version()))
                            .toList());
                    noteApplied("inventory.sellout", events);
                });
    }

    @Bean
    EventSubscription productEvents(ProductCatalogue catalogue) {
        return EventSubscription.to("order.product", GROUP)
                .unhurried()
                .batch(
                        "ProductChanged",
                        ProductSeen.class,
                        events -> catalogue.learn(events.stream()
                                .map(event -> new ProductCatalogue.Learnt(
                                        event.data().sku(),
                                        event.version(),
                                        event.data().name(),
                                        event.data().productLine() == null
                                                ? ""
                                                : event.data().productLine()))
                                .toList()));
    }

    private <T> void noteApplied(String topic, List<IncomingEvent<T>> events) {
        Instant newest = events.stream()
                .map(IncomingEvent::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant now = clock.instant();
        freshness.noteApplied(topic, newest, now);
        meters.timer("qudao.board.lag", "topic", topic).record(Duration.between(newest, now));
    }
}
