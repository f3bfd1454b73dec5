package org.qudao.order.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Versioned;

/**
 * An order as it stands now.
 *
 * @param possibleNext statuses that may come next
 * @param decision how the credit question was answered at submit
 */
public record OrderView(
        String id,
        long version,
        String number,
        String nodeId,
        Channel channel,
        @Nullable String customerId,
        @Nullable String salespersonId,
        OrderStatus status,
        Set<OrderStatus> possibleNext,
        boolean history,
        LocalDate orderedOn,
        @Nullable LocalDate requestedOn,
        @Nullable LocalDate shippedOn,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate recognisedOn,
        @Nullable Instant submittedAt,
        String currency,
        BigDecimal total,
        List<OrderLine> lines,
        @Nullable CreditDecision decision) {

    public static OrderView of(Versioned<Order> versioned) {
        Order order = versioned.value();
        OrderDates dates = order.dates();
        Submission submission = order.submission();
        return new OrderView(
                order.id(),
                versioned.version(),
                order.number(),
                order.parties().nodeId(),
                order.parties().channel(),
                order.parties().customerId(),
                order.parties().salespersonId(),
                order.status(),
                order.history() ? Set.of() : order.status().next(),
                order.history(),
                dates.orderedOn(),
                dates.requestedOn(),
                dates.shippedOn(),
                dates.deliveredOn(),
                dates.recognisedOn(),
                order.history() || submission == null ? null : submission.at(),
                order.currency(),
                order.total(),
                order.lines(),
                order.decision());
    }
}
