package org.qudao.inventory.reserving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.inventory.reservation.OrderNews;
import org.springframework.stereotype.Service;

/** The stock follows the orders' lives. Repeated, late and reordered news end the same. */
@Service
final class FollowOrder {

    /** So that the first of a long batch does not wait for the last. */
    private static final int TOGETHER = 50;

    private final ReserveTogether reserveTogether;
    private final AdvanceReservation advance;

    FollowOrder(ReserveTogether reserveTogether, AdvanceReservation advance) {
        this.reserveTogether = reserveTogether;
        this.advance = advance;
    }

    void follow(List<OrderNews> news) {
        for (int from = 0; from < news.size(); from += TOGETHER) {
            List<OrderNews> some = news.subList(from, Math.min(news.size(), from + TOGETHER));
            Set<String> reserved = reserveTogether.reserve(onlyNews(some));
            some.stream()
                    .filter(one -> !reserved.contains(one.orderId()))
                    .forEach(one -> advance.advance(one.orderId(), one));
        }
    }

    /** Of orders that appear once; what happened to the others has an order in time. */
    private static List<OrderNews> onlyNews(List<OrderNews> news) {
        Map<String, Integer> times = new HashMap<>();
        news.forEach(one -> times.merge(one.orderId(), 1, Integer::sum));
        List<OrderNews> once = new ArrayList<>(news);
        once.removeIf(one -> times.getOrDefault(one.orderId(), 0) > 1);
        return once;
    }
}
