package org.qudao.inventory.sellout;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.products.RefuseUnknownItems;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.DayCursor;
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
@RequestMapping("/api/v1/sell-outs")
@Tag(name = "Sell-out")
class SellOutsController {

    record SellOutBody(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotNull String nodeId,
            @NotNull LocalDate on,
            @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull SoldLine> lines) {}

    record SoldLine(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(1) @Max(1_000_000_000) int quantity,
            @Nullable @DecimalMin("0") @Digits(integer = 18, fraction = 10) BigDecimal netAmount) {}

    record SellOutAnswer(
            String id,
            String nodeId,
            LocalDate on,
            String channel,
            List<SellOut.Line> lines,
            String reportedBy,
            Instant reportedAt) {}

    private final ReportSellOut reportSellOut;
    private final NodeStock nodeStock;
    private final SellOuts sellOuts;
    private final RefuseUnknownItems refuseUnknownItems;
    private final ScopeTree scopes;

    SellOutsController(
            ReportSellOut reportSellOut,
            NodeStock nodeStock,
            SellOuts sellOuts,
            RefuseUnknownItems refuseUnknownItems,
            ScopeTree scopes) {
        this.reportSellOut = reportSellOut;
        this.nodeStock = nodeStock;
        this.sellOuts = sellOuts;
        this.refuseUnknownItems = refuseUnknownItems;
        this.scopes = scopes;
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ', 'SERVICE', 'DEALER', 'OUTLET')")
    @Operation(summary = "Report what a node sold; the same id with the same content is the same report")
    ResponseEntity<SellOutAnswer> report(@Valid @RequestBody SellOutBody body, Caller caller) {
        if (!scopes.scopeOf(caller).includes(body.nodeId())) {
            throw Refusal.notFound("node", body.nodeId());
        }
        check(body);
        SellOut report = nodeStock
                .report(
                        body.id(),
                        body.nodeId(),
                        body.on(),
                        body.lines().stream()
                                .map(line -> new SellOut.Line(line.sku(), line.quantity(), line.netAmount()))
                                .toList(),
                        caller.subject())
                .orElseThrow(() -> Refusal.notFound("node", body.nodeId()));
        refuseUnknownItems.check(body.lines().stream().map(SoldLine::sku).toList());
        return switch (reportSellOut.report(report)) {
            case ReportSellOut.Result.Booked booked ->
                ResponseEntity.status(HttpStatus.CREATED).body(answer(booked.sellOut()));
            case ReportSellOut.Result.Known known -> ResponseEntity.ok(answer(known.sellOut()));
            case ReportSellOut.Result.Different different ->
                throw Refusal.conflict("id-used", "Sell-out '" + body.id() + "' exists with other content.");
            case ReportSellOut.Result.TooLittle tooLittle -> throw tooLittle(tooLittle.lines());
        };
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Booked sell-outs within the caller's scope, the newest day first")
    Page<SellOutAnswer> list(
            @RequestParam(required = false) @Nullable String nodeId,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        int rows = Page.limit(limit);
        List<SellOut> found = sellOuts.list(scopes.scopeOf(caller), nodeId, from, to, DayCursor.parse(after), rows + 1);
        return Page.of(found, rows, sellOut -> new DayCursor(sellOut.on(), sellOut.id()).toString())
                .map(SellOutsController::answer);
    }

    @GetMapping("/{id}")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "One booked sell-out")
    SellOutAnswer get(@PathVariable String id, Caller caller) {
        return answer(sellOuts.find(id, scopes.scopeOf(caller)).orElseThrow(() -> Refusal.notFound("sell-out", id)));
    }

    private void check(SellOutBody body) {
        if (nodeStock.inFuture(body.on())) {
            throw Refusal.badRequest("on", "nothing has been sold in the future");
        }
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < body.lines().size(); i++) {
            if (!skus.add(body.lines().get(i).sku())) {
                throw Refusal.badRequest("lines[" + i + "].sku", "appears twice; add the quantities");
            }
        }
    }

    private static Refusal tooLittle(List<ReportSellOut.Shortage> lines) {
        String detail = lines.isEmpty()
                ? "Another report was faster. Look at the stock and report again."
                : "Line %d: %d of %s reported as sold, but %d are available. Count the stock if the book is wrong."
                        .formatted(
                                lines.getFirst().line(),
                                lines.getFirst().quantity(),
                                lines.getFirst().sku(),
                                lines.getFirst().available());
        return Refusal.unprocessable("not-in-stock", "More sold than in stock", detail)
                .with("lines", lines);
    }

    private static SellOutAnswer answer(SellOut sellOut) {
        return new SellOutAnswer(
                sellOut.id(),
                sellOut.nodeId(),
                sellOut.on(),
                sellOut.channel(),
                sellOut.lines(),
                sellOut.by(),
                sellOut.at());
    }
}
