package org.qudao.forecast.model;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the demand recorded from orders. */
public interface DemandHistory {

    /** Units wanted of a product by a node through a channel in a month. */
    record Cell(String sku, String nodeId, Channel channel, YearMonth month, long ordered) {}

    /** Receives cells one by one; the same combination may come several times and is then to be added up. */
    interface Reader {
        void read(Cell cell);
    }

    /** A duplicate or an older version of an order changes nothing. */
    void record(List<OrderDemand> orders);

    /** All demand; memory does not grow with it. */
    void readAll(Reader reader);

    Optional<YearMonth> lastMonth();

    /** Units that wait for stock, per product. */
    Map<String, Long> waiting();
}
