package org.qudao.order.quoting;

import java.math.BigDecimal;
import java.util.List;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Node;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.Pricing;

/** A buyer who may order, and priced lines. */
public record Quote(Node node, Channel channel, List<OrderLine> lines) {

    public BigDecimal total() {
        return Pricing.total(lines);
    }
}
