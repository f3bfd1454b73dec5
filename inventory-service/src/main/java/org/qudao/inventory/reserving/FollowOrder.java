package org.qudao.inventory.reserving;

import org.qudao.inventory.reservation.OrderNews;
import org.springframework.stereotype.Service;

/** The stock follows an order's life. Repeated, late and reordered news end the same. */
@Service
final class FollowOrder {

    private final AdvanceReservation advance;

    FollowOrder(AdvanceReservation advance) {
        this.advance = advance;
    }

    void follow(OrderNews news) {
        advance.advance(news.orderId(), news);
    }
}
