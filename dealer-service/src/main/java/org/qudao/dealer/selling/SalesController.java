package org.qudao.dealer.selling;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Basis;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sales")
@Tag(name = "Sales", description = "What was sold, from order and sell-out events")
class SalesController {
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private static final int MOST_ROWS = 10_000;
    private final AskSales askSales;

    SalesController(AskSales askSales) {
        this.askSales = askSales;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(
            summary = "Sales by one dimension",
            description =
                    "Orders count on the day they are recognised (delivery; for history the order date), both days"
                            + " included. SELL_OUT takes the dealers' and outlets' reports and the direct orders, which are sell-in and"
                            + " sell-out at once; a report line without an amount counts in pieces only. Largest revenue first, months in"
                            + " order.")
    SalesAnswer ask(
            Caller caller,
            @RequestParam Dimension by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "SELL_IN") Basis basis,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "1000") int top) {
        LocalDate first = from == null ? EARLIEST : from;
        LocalDate last = to == null ? LATEST : to;
        if (last.isBefore(first)) {
            throw Refusal.badRequest("to", "must not be before from");
        }
        if (top < 1 || top > MOST_ROWS) {
            throw Refusal.badRequest("top", "must be between 1 and " + MOST_ROWS);
        }
        return askSales.ask(caller, new AskSales.Question(by, basis, first, last, channel, under, top));
    }
}
