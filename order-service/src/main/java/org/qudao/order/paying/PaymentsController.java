package org.qudao.order.paying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Money;
import org.qudao.order.model.Payment;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Payments")
@RequestMapping("/api/v1/payments")
class PaymentsController {

    private final ReceivePayment receivePayment;
    private final PaymentList payments;
    private final ScopeTree scopes;
    private final String currency;
    private final Clock clock;

    PaymentsController(
            ReceivePayment receivePayment, PaymentList payments, ScopeTree scopes, Currency currency, Clock clock) {
        this.receivePayment = receivePayment;
        this.payments = payments;
        this.scopes = scopes;
        this.currency = currency.getCurrencyCode();
        this.clock = clock;
    }

    /** @param orderId the order it is meant for; without it the oldest orders are paid first */
    record PaymentRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String nodeId,
            @NotNull
                    @Positive
                    @DecimalMax(Money.MAX_TEXT)
                    @Digits(integer = Money.MAX_DIGITS, fraction = Money.MAX_SCALE)
                    BigDecimal amount,
            @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) @Nullable String orderId,
            @NotNull LocalDate receivedOn) {}

    @PostMapping
    @Operation(summary = "Receive a payment, once per id, for one order or the oldest ones first")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    ResponseEntity<Payment> receive(@Valid @RequestBody PaymentRequest request) {
        if (request.receivedOn().isAfter(LocalDate.now(clock))) {
            throw Refusal.badRequest("receivedOn", "nothing has been paid in the future");
        }
        Payment payment = receivePayment.receive(Payment.received(
                request.id(), request.nodeId(), request.amount(), request.orderId(), request.receivedOn(), currency));
        return ResponseEntity.created(URI.create("/api/v1/payments/" + payment.id()))
                .body(payment);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One payment and what it paid")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    Payment get(@PathVariable String id, Caller caller) {
        return payments.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("payment", id));
    }

    @GetMapping
    @Operation(summary = "Payments in the caller's scope, newest first")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    Page<Payment> list(
            @RequestParam(required = false) @Nullable String nodeId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        int size = Page.limit(limit);
        return Page.of(payments.list(scopes.scopeOf(caller), nodeId, after, size + 1), size, Payment::cursor);
    }
}
