package org.qudao.order.customers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Customer;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Customers")
@RequestMapping("/api/v1/customers")
class CustomersController {

    private final CustomerList customers;
    private final ScopeTree scopes;

    CustomersController(CustomerList customers, ScopeTree scopes) {
        this.customers = customers;
        this.scopes = scopes;
    }

    @GetMapping
    @Operation(summary = "Customers of the direct channel")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'REGIONAL_MANAGER', 'DEALER', 'OUTLET')")
    Page<Customer> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "") String after,
            Caller caller) {
        int size = Page.limit(limit);
        return Page.of(customers.list(scopes.scopeOf(caller), after, size + 1), size, Customer::id);
    }
}
