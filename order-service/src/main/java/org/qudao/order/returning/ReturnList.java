package org.qudao.order.returning;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.Versioned;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

/** Returns for looking at; the scope is part of every query. */
public interface ReturnList {

    /** What is looked for; null means any. */
    record Filter(
            @Nullable ReturnStatus status,
            @Nullable String nodeId,
            @Nullable String orderId,
            @Nullable DayCursor after) {}

    Optional<Versioned<Return>> find(String id, Scope scope);

    /** Newest first. */
    List<Return> list(Filter filter, Scope scope, int limit);
}
