package org.qudao.inventory.receiving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.products.RefuseUnknownItems;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1/receipts")
@Tag(name = "Receipts")
class ReceiptsController {

    record ReceiptBody(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String place,
            @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull ReceivedLine> lines,
            @Nullable LocalDate expectedOn) {}

    record ReceivedLine(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(1) @Max(1_000_000_000) int quantity) {}

    private final PlanReceipt planReceipt;
    private final ReceiveGoods receiveGoods;
    private final CancelReceipt cancelReceipt;
    private final Receipts receipts;
    private final Places places;
    private final RefuseUnknownItems refuseUnknownItems;

    ReceiptsController(
            PlanReceipt planReceipt,
            ReceiveGoods receiveGoods,
            CancelReceipt cancelReceipt,
            Receipts receipts,
            Places places,
            RefuseUnknownItems refuseUnknownItems) {
        this.planReceipt = planReceipt;
        this.receiveGoods = receiveGoods;
        this.cancelReceipt = cancelReceipt;
        this.receipts = receipts;
        this.places = places;
        this.refuseUnknownItems = refuseUnknownItems;
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Plan a receipt; the same id with the same goods is the same receipt")
    ResponseEntity<Receipt> plan(@Valid @RequestBody ReceiptBody body, Caller caller) {
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < body.lines().size(); i++) {
            if (!skus.add(body.lines().get(i).sku())) {
                throw Refusal.badRequest("lines[" + i + "].sku", "appears twice; add the quantities");
            }
        }
        if (places.find(body.place()).isEmpty()) {
            throw Refusal.unprocessable(
                    "unknown-place", "Unknown place", "There is no place '" + body.place() + "' to receive at.");
        }
        refuseUnknownItems.check(body.lines().stream().map(ReceivedLine::sku).toList());
        Receipt receipt = Receipt.planned(
                body.id(),
                body.place(),
                body.lines().stream()
                        .map(line -> new Receipt.Line(line.sku(), line.quantity()))
                        .toList(),
                body.expectedOn(),
                caller.subject());
        return switch (planReceipt.plan(receipt)) {
            case PlanReceipt.Result.Planned planned ->
                ResponseEntity.status(HttpStatus.CREATED).body(planned.receipt());
            case PlanReceipt.Result.Known known -> ResponseEntity.ok(known.receipt());
            case PlanReceipt.Result.Different different ->
                throw Refusal.conflict(
                        "id-used", "Receipt '" + body.id() + "' exists with another place or other goods.");
        };
    }

    @PostMapping("/{id}/receive")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "The goods arrived: book them. Again, it changes nothing.")
    Receipt receive(@PathVariable String id, Caller caller) {
        Receipt receipt = receiveGoods.receive(id, caller.subject()).orElseThrow(() -> Refusal.notFound("receipt", id));
        if (receipt.status() == Receipt.Status.CANCELLED) {
            throw Refusal.conflict(
                    "receipt-cancelled",
                    "Receipt '%s' was cancelled on %s. Plan another one for goods that come all the same."
                            .formatted(id, receipt.cancelledOn()));
        }
        return receipt;
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Call the receipt off, until its goods arrive. Again, it changes nothing.")
    Receipt cancel(@PathVariable String id, Caller caller) {
        Receipt receipt = cancelReceipt.cancel(id, caller.subject()).orElseThrow(() -> Refusal.notFound("receipt", id));
        if (receipt.status() != Receipt.Status.CANCELLED) {
            throw Refusal.conflict(
                    "receipt-received", "The goods of receipt '%s' arrived on %s.".formatted(id, receipt.receivedOn()));
        }
        return receipt;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "Receipts, by place and status")
    Page<Receipt> list(
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) Receipt.@Nullable Status status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int rows = Page.limit(limit);
        return Page.of(receipts.list(place, status, after, rows + 1), rows, Receipt::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE')")
    @Operation(summary = "One receipt")
    Receipt get(@PathVariable String id) {
        return receipts.find(id)
                .orElseThrow(() -> Refusal.notFound("receipt", id))
                .value();
    }
}
