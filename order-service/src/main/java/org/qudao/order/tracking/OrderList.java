package org.qudao.order.tracking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

/** Orders for looking at; the scope is part of every query. */
public interface OrderList {

    /** What is looked for; null means any. Both days are included. */
    record Filter(
            @Nullable OrderStatus status,
            @Nullable String nodeId,
            @Nullable String number,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable DayCursor after) {}

    /** An order without its lines. */
    record Row(
            String id,
            String number,
            String nodeId,
            Channel channel,
            @Nullable String customerId,
            OrderStatus status,
            boolean history,
            LocalDate orderedOn,
            @Nullable LocalDate shippedOn,
            @Nullable LocalDate deliveredOn,
            String currency,
            BigDecimal total) {}

    Optional<Versioned<Order>> find(String id, Scope scope);

    /** Newest first. */
    List<Row> list(Filter filter, Scope scope, int limit);
}
