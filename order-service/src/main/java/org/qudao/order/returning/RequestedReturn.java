package org.qudao.order.returning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStatus;

/**
 * The answer to a requested return. Made only of what never changes, so that the same key gives the same answer for ever; where the
 * return stands now is at {@code GET /api/v1/returns/{id}}.
 *
 * @param status REQUESTED
 */
record RequestedReturn(
        String id,
        String orderId,
        String orderNumber,
        String nodeId,
        ReturnStatus status,
        String reason,
        LocalDate requestedOn,
        Instant submittedAt,
        String currency,
        List<RequestedLine> lines) {

    record RequestedLine(int line, String sku, int quantity, BigDecimal unitPrice) {}

    static RequestedReturn of(Return goods) {
        return new RequestedReturn(
                goods.id(),
                goods.orderId(),
                goods.orderNumber(),
                goods.nodeId(),
                ReturnStatus.REQUESTED,
                goods.reason(),
                goods.requestedOn(),
                goods.submission().at(),
                goods.currency(),
                goods.lines().stream()
                        .map(line -> new RequestedLine(line.line(), line.sku(), line.quantity(), line.unitPrice()))
                        .toList());
    }
}
