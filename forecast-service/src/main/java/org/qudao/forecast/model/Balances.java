package org.qudao.forecast.model;

import java.util.List;
import java.util.Set;

/** Port: latest stock per place and product. */
public interface Balances {

    /** A duplicate or an older version of a balance changes nothing. */
    void record(List<StockBalance> balances);

    /** Of these balances those of which it was told that no orders may be served from their places. */
    Set<String> notSourcing(Set<String> balanceIds);

    /** Everything that warehouses hold or have held, by place and product. */
    List<StockBalance> atWarehouses();

    /** What these nodes hold or have held. */
    List<StockBalance> atNodes(Set<String> nodeIds);
}
