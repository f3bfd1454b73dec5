package org.qudao.inventory.transferring;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.products.RefuseUnknownItems;
import org.qudao.inventory.stock.Booking;
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
@RequestMapping("/api/v1/transfers")
@Tag(name = "Transfers")
class TransfersController {

    record TransferBody(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull String from,
            @NotNull String to,
            @NotNull LocalDate on,
            @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull TransferredLine> lines) {}

    record TransferredLine(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(1) @Max(1_000_000_000) int quantity) {}

    record TransferAnswer(
            String id,
            String from,
            String to,
            LocalDate on,
            List<Transfer.Line> lines,
            String by,
            Booking.Stage stage) {}

    private final TransferStock transferStock;
    private final Transfers transfers;
    private final Places places;
    private final RefuseUnknownItems refuseUnknownItems;
    private final Clock clock;

    TransfersController(
            TransferStock transferStock,
            Transfers transfers,
            Places places,
            RefuseUnknownItems refuseUnknownItems,
            Clock clock) {
        this.transferStock = transferStock;
        this.transfers = transfers;
        this.places = places;
        this.refuseUnknownItems = refuseUnknownItems;
        this.clock = clock;
    }

    @PostMapping
    @PreAuthorize("hasRole('HQ')")
    @Operation(summary = "Move goods between two places; the same id with the same content is the same transfer")
    ResponseEntity<TransferAnswer> transfer(@Valid @RequestBody TransferBody body, Caller caller) {
        check(body);
        refuseUnknownItems.check(body.lines().stream().map(TransferredLine::sku).toList());
        Transfer transfer = new Transfer(
                body.id(),
                body.from(),
                body.to(),
                body.on(),
                body.lines().stream()
                        .map(line -> new Transfer.Line(line.sku(), line.quantity()))
                        .toList(),
                caller.subject(),
                Booking.FIRST);
        return switch (transferStock.transfer(transfer)) {
            case TransferStock.Result.Booked booked ->
                ResponseEntity.status(HttpStatus.CREATED).body(answer(booked.transfer()));
            case TransferStock.Result.Known known -> ResponseEntity.ok(answer(known.transfer()));
            case TransferStock.Result.Different different ->
                throw Refusal.conflict("id-used", "Transfer '" + body.id() + "' exists with other content.");
            case TransferStock.Result.TooLittle tooLittle ->
                throw Refusal.unprocessable(
                                "not-in-stock",
                                "Not enough in stock",
                                "'" + body.from() + "' does not have all of it available.")
                        .with("lines", tooLittle.lines());
        };
    }

    @GetMapping
    @PreAuthorize("hasRole('HQ')")
    @Operation(summary = "Transfers")
    Page<TransferAnswer> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int rows = Page.limit(limit);
        return Page.of(transfers.list(after, rows + 1), rows, Transfer::id).map(TransfersController::answer);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasRole('HQ')")
    @Operation(summary = "One transfer")
    TransferAnswer get(@PathVariable String id) {
        return answer(transfers
                .find(id)
                .orElseThrow(() -> Refusal.notFound("transfer", id))
                .value());
    }

    private void check(TransferBody body) {
        if (body.on().isAfter(LocalDate.now(clock))) {
            throw Refusal.badRequest("on", "nothing has moved in the future");
        }
        if (body.from().equals(body.to())) {
            throw Refusal.badRequest("to", "must differ from the place the goods leave");
        }
        for (String place : List.of(body.from(), body.to())) {
            if (places.find(place).isEmpty()) {
                throw Refusal.unprocessable("unknown-place", "Unknown place", "There is no place '" + place + "'.");
            }
        }
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < body.lines().size(); i++) {
            if (!skus.add(body.lines().get(i).sku())) {
                throw Refusal.badRequest("lines[" + i + "].sku", "appears twice; add the quantities");
            }
        }
    }

    private static TransferAnswer answer(Transfer transfer) {
        return new TransferAnswer(
                transfer.id(),
                transfer.from(),
                transfer.to(),
                transfer.on(),
                transfer.lines(),
                transfer.by(),
                transfer.booking().stage());
    }
}
