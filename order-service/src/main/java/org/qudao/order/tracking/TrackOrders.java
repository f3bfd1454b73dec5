package org.qudao.order.tracking;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.DayCursor;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Finds orders for a caller. */
@Component
class TrackOrders {

    private final OrderList orders;
    private final ScopeTree scopes;

    TrackOrders(OrderList orders, ScopeTree scopes) {
        this.orders = orders;
        this.scopes = scopes;
    }

    Versioned<Order> order(String id, Caller caller) {
        return orders.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("order", id));
    }

    Page<OrderList.Row> page(
            @Nullable OrderStatus status,
            @Nullable String nodeId,
            @Nullable String number,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String after,
            int limit,
            Caller caller) {
        OrderList.Filter filter = new OrderList.Filter(status, nodeId, number, from, to, DayCursor.parse(after));
        List<OrderList.Row> rows = orders.list(filter, scopes.scopeOf(caller), limit + 1);
        return Page.of(rows, limit, row -> new DayCursor(row.orderedOn(), row.id()).toString());
    }
}
