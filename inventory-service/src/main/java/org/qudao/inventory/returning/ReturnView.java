package org.qudao.inventory.returning;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What the stock needs to know of a return's event, once the goods are received. */
record ReturnView(String id, String orderId, String nodeId, String warehouse, LocalDate receivedOn, List<Line> lines) {

    record Line(int line, String sku, int good, int damaged) {}

    ReturnView {
        Objects.requireNonNull(warehouse, "warehouse");
        Objects.requireNonNull(receivedOn, "receivedOn");
    }

    GoodsReturn goods() {
        return new GoodsReturn(
                id,
                orderId,
                nodeId,
                warehouse,
                receivedOn,
                lines.stream()
                        .map(line -> new GoodsReturn.Line(line.line(), line.sku(), line.good(), line.damaged()))
                        .toList(),
                GoodsReturn.Stage.RECEIVED);
    }
}
