package org.qudao.order.previewing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OrderLine;
import org.qudao.order.previewing.OrderPreview.CreditOutcome;
import org.qudao.order.previewing.OrderPreview.Stock;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.order.quoting.Quote;
import org.qudao.order.quoting.Quoting;
import org.qudao.platform.security.Caller;
import org.springframework.stereotype.Component;

/** Price, credit and stock in one answer, by the same rules as a real order. */
@Component
class PreviewOrder {

    private final Quoting quoting;
    private final CreditAccounts accounts;
    private final Availability availability;
    private final String currency;
    private final Clock clock;

    PreviewOrder(Quoting quoting, CreditAccounts accounts, Availability availability, Currency currency, Clock clock) {
        this.quoting = quoting;
        this.accounts = accounts;
        this.availability = availability;
        this.currency = currency.getCurrencyCode();
        this.clock = clock;
    }

    OrderPreview preview(OrderRequest request, Caller caller) {
        Quote quote = quoting.quote(quoting.buyer(request, caller), request);
        Availability.Answer stock =
                availability.of(quote.lines().stream().map(OrderLine::sku).toList());
        List<OrderPreview.Line> lines =
                quote.lines().stream().map(line -> line(line, stock)).toList();
        return new OrderPreview(
                quote.node().id(),
                quote.channel(),
                currency,
                quote.total(),
                credit(quote),
                lines,
                promise(lines, stock));
    }

    private OrderPreview.Credit credit(Quote quote) {
        if (quote.channel() == Channel.DIRECT) {
            return new OrderPreview.Credit(CreditOutcome.NOT_NEEDED, null, null);
        }
        String nodeId = quote.node().id();
        CreditAccount account = accounts.find(nodeId).orElse(null);
        BigDecimal available = account == null ? BigDecimal.ZERO : account.available();
        return account != null && account.covers(quote.total())
                ? new OrderPreview.Credit(CreditOutcome.WOULD_BE_APPROVED, available, null)
                : new OrderPreview.Credit(
                        CreditOutcome.WOULD_BE_HELD,
                        available,
                        CreditAccount.tooLittleFor(quote.total(), nodeId, account));
    }

    private static OrderPreview.Line line(OrderLine line, Availability.Answer stock) {
        Long available =
                switch (stock) {
                    case Availability.Answer.Unknown unknown -> null;
                    case Availability.Answer.Known known -> known.of(line.sku()).available();
                };
        return new OrderPreview.Line(
                line.line(),
                line.sku(),
                line.quantity(),
                line.unitPrice(),
                line.netAmount(),
                state(line.quantity(), available),
                available);
    }

    private static Stock state(int quantity, @Nullable Long available) {
        if (available == null) {
            return Stock.UNKNOWN;
        }
        return available >= quantity ? Stock.AVAILABLE : available > 0 ? Stock.PARTLY : Stock.NONE;
    }

    private OrderPreview.Promise promise(List<OrderPreview.Line> lines, Availability.Answer stock) {
        return switch (stock) {
            case Availability.Answer.Unknown(String why) ->
                new OrderPreview.Promise(null, "Availability unknown: " + why + ".");
            case Availability.Answer.Known known -> promise(lines, known);
        };
    }

    private OrderPreview.Promise promise(List<OrderPreview.Line> lines, Availability.Answer.Known stock) {
        LocalDate earliest = LocalDate.ofInstant(clock.instant(), clock.getZone());
        List<String> uncovered = new ArrayList<>();
        StringBuilder late = new StringBuilder();
        for (OrderPreview.Line line : lines) {
            if (line.stock() == Stock.AVAILABLE) {
                continue;
            }
            Availability.Stock ofLine = stock.of(line.sku());
            LocalDate covered = ofLine.coversOn(line.quantity()).orElse(null);
            if (covered == null) {
                uncovered.add(line.sku());
            } else if (covered.isAfter(earliest)) {
                earliest = covered;
            }
            if (ofLine.overdueSince() != null) {
                late.append(" A receipt of %s has been overdue since %s and does not count."
                        .formatted(line.sku(), ofLine.overdueSince()));
            }
        }
        return uncovered.isEmpty()
                ? new OrderPreview.Promise(
                        earliest, "Earliest day on which everything could leave the warehouse." + late)
                : new OrderPreview.Promise(
                        null,
                        "No planned receipts cover what is missing of " + String.join(", ", uncovered) + "." + late);
    }
}
