package org.qudao.order.paying;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Payment;
import org.qudao.platform.security.Scope;

/** Payments for looking at; the scope is part of every query. */
public interface PaymentList {

    Optional<Payment> find(String id, Scope scope);

    /** Newest first, starting behind the cursor of {@link Payment#cursor}. */
    List<Payment> list(Scope scope, @Nullable String nodeId, @Nullable String beforeCursor, int limit);
}
