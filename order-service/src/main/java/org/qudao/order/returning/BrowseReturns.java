package org.qudao.order.returning;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.DayCursor;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Finds returns for a caller. */
@Component
class BrowseReturns {

    /** A return without its lines. */
    record ReturnRow(
            String id,
            String orderId,
            String orderNumber,
            String nodeId,
            ReturnStatus status,
            LocalDate requestedOn,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate creditedOn,
            String currency,
            BigDecimal amount) {

        static ReturnRow of(Return goods) {
            return new ReturnRow(
                    goods.id(),
                    goods.orderId(),
                    goods.orderNumber(),
                    goods.nodeId(),
                    goods.status(),
                    goods.requestedOn(),
                    goods.receivedOn(),
                    goods.creditedOn(),
                    goods.currency(),
                    goods.amount());
        }
    }

    private final ReturnList returns;
    private final ScopeTree scopes;

    BrowseReturns(ReturnList returns, ScopeTree scopes) {
        this.returns = returns;
        this.scopes = scopes;
    }

    Versioned<Return> find(String id, Caller caller) {
        return returns.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("return", id));
    }

    Page<ReturnRow> page(
            @Nullable ReturnStatus status,
            @Nullable String nodeId,
            @Nullable String orderId,
            @Nullable String after,
            int limit,
            Caller caller) {
        ReturnList.Filter filter = new ReturnList.Filter(status, nodeId, orderId, DayCursor.parse(after));
        return Page.of(returns.list(filter, scopes.scopeOf(caller), limit + 1), limit, goods -> new DayCursor(
                                goods.requestedOn(), goods.id())
                        .toString())
                .map(ReturnRow::of);
    }
}
