package org.qudao.order.returning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnLine;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.ReturnTransition;
import org.qudao.order.model.Versioned;

/**
 * A return as it stands now.
 *
 * @param possibleNext statuses that may come next
 * @param amount what the pieces that came back had cost; 0 before they are received
 * @param refusal why the rules turned it down, null when they did not
 */
record ReturnView(
        String id,
        long version,
        String orderId,
        String orderNumber,
        String nodeId,
        ReturnStatus status,
        Set<ReturnStatus> possibleNext,
        String reason,
        LocalDate requestedOn,
        Instant submittedAt,
        @Nullable String warehouse,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate creditedOn,
        String currency,
        BigDecimal amount,
        List<ReturnLine> lines,
        @Nullable Receipt refusal,
        List<ReturnTransition> transitions) {

    static ReturnView of(Versioned<Return> versioned) {
        Return goods = versioned.value();
        return new ReturnView(
                goods.id(),
                versioned.version(),
                goods.orderId(),
                goods.orderNumber(),
                goods.nodeId(),
                goods.status(),
                goods.status().next(),
                goods.reason(),
                goods.requestedOn(),
                goods.submission().at(),
                goods.warehouse(),
                goods.receivedOn(),
                goods.creditedOn(),
                goods.currency(),
                goods.amount(),
                goods.lines(),
                goods.refusal(),
                goods.transitions());
    }
}
