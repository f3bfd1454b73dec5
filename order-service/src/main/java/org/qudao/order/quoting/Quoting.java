package org.qudao.order.quoting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Money;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.Pricing;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.RequestedLine;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Says who buys and what it costs, or refuses with the receipt. */
@Component
public class Quoting {

    private static final int MAX_DAYS_AHEAD = 2 * 366;

    private final Nodes nodes;
    private final Products products;
    private final ScopeTree scopes;
    private final Clock clock;

    Quoting(Nodes nodes, Products products, ScopeTree scopes, Clock clock) {
        this.nodes = nodes;
        this.products = products;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** The node that the request is for; a node outside the caller's scope does not exist for him. */
    public String buyer(OrderRequest request, Caller caller) {
        String nodeId = request.nodeId() == null ? caller.nodeId() : request.nodeId();
        if (nodeId == null) {
            throw Refusal.badRequest("nodeId", "is required: your token belongs to no node");
        }
        // The own node is always inside; the tree is asked only for another one.
        if (!nodeId.equals(caller.nodeId()) && !scopes.scopeOf(caller).includes(nodeId)) {
            throw Refusal.notFound("node", nodeId);
        }
        return nodeId;
    }

    public Quote quote(String nodeId, OrderRequest request) {
        List<RequestedLine> requested = request.requestedLines();
        checkDate(request.requestedOn());
        Node node = nodes.find(nodeId).orElseThrow(() -> Refusal.notFound("node", nodeId));
        Receipt bar = node.orderingBar();
        Channel channel = node.channel();
        if (bar != null || channel == null) {
            throw Refusal.unprocessable(
                            "node-cannot-order", "The node cannot order", "Node " + nodeId + " cannot order now.")
                    .with("receipt", bar == null ? Map.of() : bar);
        }
        Map<String, Product> known =
                products.findAll(requested.stream().map(RequestedLine::sku).toList());
        return switch (Pricing.price(requested, channel, known)) {
            case Pricing.Result.Priced(List<OrderLine> lines) -> plausible(new Quote(node, channel, lines));
            case Pricing.Result.Refused(List<Pricing.LineRefusal> refused) ->
                throw Refusal.unprocessable(
                                "lines-refused",
                                "Some lines cannot be ordered",
                                refused.size() + " of " + requested.size() + " lines cannot be ordered; see lines.")
                        .with("lines", refused);
        };
    }

    private static Quote plausible(Quote quote) {
        if (quote.total().compareTo(Money.MAX) > 0) {
            throw Refusal.badRequest("lines", "the total must be at most " + Money.text(Money.MAX));
        }
        return quote;
    }

    private void checkDate(@org.jspecify.annotations.Nullable LocalDate requestedOn) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        if (requestedOn != null
                && (requestedOn.isBefore(today) || requestedOn.isAfter(today.plusDays(MAX_DAYS_AHEAD)))) {
            throw Refusal.badRequest(
                    "requestedOn", "must be between " + today + " and " + today.plusDays(MAX_DAYS_AHEAD));
        }
    }
}
