package org.qudao.order.crediting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Money;
import org.qudao.order.model.OpenEntry;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.DayCursor;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Credit")
@RequestMapping("/api/v1/credit-accounts")
class CreditAccountsController {

    private final CreditAccounts accounts;
    private final SetCreditTerms setCreditTerms;
    private final VerifyCredit verifyCredit;
    private final ScopeTree scopes;
    private final Clock clock;

    CreditAccountsController(
            CreditAccounts accounts,
            SetCreditTerms setCreditTerms,
            VerifyCredit verifyCredit,
            ScopeTree scopes,
            Clock clock) {
        this.accounts = accounts;
        this.setCreditTerms = setCreditTerms;
        this.verifyCredit = verifyCredit;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** @param terms days from invoice to due date; 0 means due at once */
    record TermsRequest(
            @NotNull
                    @DecimalMin("0")
                    @DecimalMax(Money.MAX_TEXT)
                    @Digits(integer = Money.MAX_DIGITS, fraction = Money.MAX_SCALE)
                    BigDecimal limit,
            @NotNull @Min(0) @Max(365) Integer terms) {}

    @PutMapping("/{nodeId}")
    @Operation(summary = "Set limit and terms, opening the account if needed")
    @PreAuthorize("hasRole('HQ')")
    AccountView put(@PathVariable String nodeId, @Valid @RequestBody TermsRequest request) {
        return view(setCreditTerms.set(nodeId, request.limit(), request.terms()));
    }

    @GetMapping("/{nodeId}")
    @Operation(summary = "Limit, exposure, number of open orders and ageing of a node")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    AccountView get(@PathVariable String nodeId, Caller caller) {
        return view(find(nodeId, caller));
    }

    @GetMapping("/{nodeId}/open-orders")
    @Operation(summary = "What each open order of a node holds of its account, oldest first")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    Page<OpenEntry> openOrders(
            @PathVariable String nodeId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        int size = Page.limit(limit);
        DayCursor last = DayCursor.parse(after);
        List<OpenEntry> open = find(nodeId, caller).oldestFirst().stream()
                .filter(entry -> last == null || entry.isAfter(last.day(), last.id()))
                .limit(size + 1L)
                .toList();
        return Page.of(open, size, entry -> new DayCursor(entry.since(), entry.orderId()).toString());
    }

    @GetMapping
    @Operation(summary = "Credit accounts in the caller's scope")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER')")
    Page<AccountView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "") String after,
            Caller caller) {
        int size = Page.limit(limit);
        Scope scope = scopes.scopeOf(caller);
        return Page.of(
                accounts.list(scope.isEverything() ? null : scope.nodeIds(), after, size + 1, this::view),
                size,
                AccountView::nodeId);
    }

    @GetMapping("/verify")
    @Operation(summary = "Compare what accounts say is taken with the open orders")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    VerifyCredit.Report verify() {
        return verifyCredit.verify();
    }

    private CreditAccount find(String nodeId, Caller caller) {
        return Optional.of(nodeId)
                .filter(scopes.scopeOf(caller)::includes)
                .flatMap(accounts::find)
                .orElseThrow(() -> Refusal.notFound("credit account", nodeId));
    }

    private AccountView view(CreditAccount account) {
        return AccountView.of(account, LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }
}
