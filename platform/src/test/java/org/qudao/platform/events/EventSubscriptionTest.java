package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventSubscriptionTest {

    @Test
    void isInAHurryAndHasOneConsumerUnlessToldOtherwise() {
        EventSubscription subscription = EventSubscription.to("order.order", "dealer-service");

        assertThat(subscription.topic()).isEqualTo("order.order");
        assertThat(subscription.group()).isEqualTo("dealer-service");
        assertThat(subscription.consumers()).isEqualTo(1);
        assertThat(subscription.isUnhurried()).isFalse();
        assertThat(subscription.concurrency(3).consumers()).isEqualTo(3);
        assertThat(subscription.unhurried().isUnhurried()).isTrue();
    }

    @Test
    void hasOneHandlerForEachKindOfEvent() {
        EventSubscription subscription = EventSubscription.to("order.order", "dealer-service")
                .anyOf(List.of("OrderShipped", "OrderDelivered"), String.class, event -> {});

        assertThat(subscription.handler("OrderShipped")).isNotNull().isSameAs(subscription.handler("OrderDelivered"));
        assertThat(subscription.handler("OrderPaid")).isNull();
        assertThat(subscription.types()).containsExactly("OrderShipped", "OrderDelivered");
        assertThatThrownBy(() -> subscription.each("OrderShipped", String.class, event -> {}))
                .hasMessage("two handlers for OrderShipped");
    }
}
