package org.qudao.order.submitting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Submission;

/**
 * The answer to a submitted order. Made only of what never changes after the decision, so that the same key gives the same answer
 * for ever; where the order stands now is at {@code GET /api/v1/orders/{id}}.
 *
 * @param status APPROVED or HELD, as decided at submit
 * @param receipt why it was held, null when approved
 */
record SubmittedOrder(
        String id,
        String number,
        String nodeId,
        Channel channel,
        OrderStatus status,
        LocalDate orderedOn,
        @Nullable LocalDate requestedOn,
        Instant submittedAt,
        String currency,
        BigDecimal total,
        List<Line> lines,
        @Nullable Receipt receipt) {

    @Schema(name = "SubmittedLine")
    record Line(int line, String sku, int quantity, BigDecimal unitPrice, BigDecimal netAmount) {
        static Line of(OrderLine line) {
            return new Line(line.line(), line.sku(), line.quantity(), line.unitPrice(), line.orderedAmount());
        }
    }

    /** @param order decided, or cancelled before it could be */
    static SubmittedOrder of(Order order) {
        CreditDecision decision = order.decision();
        Submission submission = order.submission();
        if (submission == null) {
            throw new IllegalArgumentException("order " + order.number() + " was never submitted");
        }
        return new SubmittedOrder(
                order.id(),
                order.number(),
                order.parties().nodeId(),
                order.parties().channel(),
                decision == null
                        ? order.status()
                        : OrderStatus.valueOf(decision.outcome().name()),
                order.dates().orderedOn(),
                order.dates().requestedOn(),
                submission.at(),
                order.currency(),
                order.orderedTotal(),
                order.lines().stream().map(Line::of).toList(),
                decision == null ? null : decision.receipt());
    }
}
