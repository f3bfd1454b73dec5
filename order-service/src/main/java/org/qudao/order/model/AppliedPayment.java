package org.qudao.order.model;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The trace of a payment, or of a return that was credited, in the account, there from the moment the money counts until the payment
 * itself says so: a repeat in between finds it and changes nothing.
 *
 * @param byOrder what each order got
 * @param unallocated what was left
 */
public record AppliedPayment(String paymentId, Map<String, BigDecimal> byOrder, BigDecimal unallocated) {

    public AppliedPayment {
        byOrder = Map.copyOf(byOrder);
    }
}
