package org.qudao.dealer.selling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;

/** Our view of a credited return: a negative sale on the day of the credit. Only dealers give goods back. */
record ReturnSeen(String id, String nodeId, LocalDate creditedOn, List<Line> lines) {
    static final String TYPE = "ReturnCredited";

    record Line(String sku, String productLine, long good, long damaged, BigDecimal netAmount) {}

    ReturnSeen {
        Objects.requireNonNull(creditedOn, "creditedOn");
    }

    Sale asSale(long version) {
        return new Sale(
                id,
                version,
                nodeId,
                Channel.DISTRIBUTION,
                null,
                creditedOn,
                lines.stream()
                        .filter(line -> line.good() + line.damaged() > 0)
                        .map(line -> new SaleLine(
                                line.sku(),
                                line.productLine(),
                                -(line.good() + line.damaged()),
                                line.netAmount().negate()))
                        .toList());
    }
}
