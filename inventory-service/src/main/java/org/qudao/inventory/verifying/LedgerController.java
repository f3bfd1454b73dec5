package org.qudao.inventory.verifying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Ledger")
class LedgerController {

    private final VerifyLedger verifyLedger;

    LedgerController(VerifyLedger verifyLedger) {
        this.verifyLedger = verifyLedger;
    }

    @GetMapping("/api/v1/ledger/verify")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Recompute all balances from the ledger and report every difference")
    VerifyLedger.Report verify() {
        return verifyLedger.verify();
    }
}
