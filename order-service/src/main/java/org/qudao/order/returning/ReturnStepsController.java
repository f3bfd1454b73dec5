package org.qudao.order.returning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qudao.order.model.Inspection;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Each step may be repeated: a return that is there already is answered as it stands. */
@RestController
@Tag(name = "Returns")
@RequestMapping("/api/v1/returns/{id}")
class ReturnStepsController {

    private final HandleReturn handleReturn;
    private final BrowseReturns browseReturns;

    ReturnStepsController(HandleReturn handleReturn, BrowseReturns browseReturns) {
        this.handleReturn = handleReturn;
        this.browseReturns = browseReturns;
    }

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** @param warehouse that has the goods now */
    record Arrival(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String warehouse,
            @NotEmpty @Size(max = Order.MAX_LINES) List<@NotNull @Valid Inspected> lines) {

        /** @throws Refusal 400 when a product stands in two lines */
        Inspection inspection() {
            Map<String, Inspection.Pieces> bySku = new HashMap<>();
            for (int i = 0; i < lines.size(); i++) {
                Inspected line = lines.get(i);
                if (bySku.put(line.sku(), new Inspection.Pieces(line.good(), line.damaged())) != null) {
                    throw Refusal.badRequest("lines[" + i + "].sku", "appears twice; add the quantities");
                }
            }
            return new Inspection(warehouse, bySku);
        }
    }

    /**
     * @param good pieces that can be sold again
     * @param damaged pieces that will be scrapped
     */
    record Inspected(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(0) @Max(OrderLine.MAX_QUANTITY) int good,
            @Min(0) @Max(OrderLine.MAX_QUANTITY) int damaged) {}

    @PostMapping("/approve")
    @Operation(summary = "Expect the goods")
    @PreAuthorize("hasRole('HQ')")
    ReturnView approve(@PathVariable String id, Caller caller) {
        return ReturnView.of(handleReturn.approve(id, caller));
    }

    @PostMapping("/reject")
    @Operation(summary = "Turn a return down, also an approved one whose goods never came")
    @PreAuthorize("hasRole('HQ')")
    ReturnView reject(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        return ReturnView.of(handleReturn.reject(id, reason.reason(), caller));
    }

    @PostMapping("/withdraw")
    @Operation(summary = "Take a request back, until it is approved")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'DEALER')")
    ReturnView withdraw(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        String inScope = browseReturns.find(id, caller).value().id();
        return ReturnView.of(handleReturn.withdraw(inScope, reason.reason(), caller));
    }

    @PostMapping("/receive")
    @Operation(
            summary =
                    "The goods are back and inspected: good pieces go on stock, damaged ones are scrapped, both are credited")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    ReturnView receive(@PathVariable String id, @Valid @RequestBody Arrival arrival, Caller caller) {
        return ReturnView.of(handleReturn.receive(id, arrival.inspection(), caller));
    }
}
