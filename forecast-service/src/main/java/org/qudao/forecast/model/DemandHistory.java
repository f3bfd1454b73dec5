package org.qudao.forecast.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: the demand recorded from orders. */
public interface DemandHistory {

    /**
     * Units wanted of a product by a node through a channel on a day.
     *
     * @param priced units of them whose price is known, and {@code netAmount} their price together
     */
    record Cell(
            String sku, String nodeId, Channel channel, LocalDate on, long ordered, long priced, BigDecimal netAmount) {

        public YearMonth month() {
            return YearMonth.from(on);
        }
    }

    /** Receives cells one by one; the same combination may come several times and is then to be added up. */
    interface Reader {
        void read(Cell cell);
    }

    /** A duplicate or an older version of an order changes nothing. */
    void record(List<OrderDemand> orders);

    /** All demand; memory does not grow with it. */
    void readAll(Reader reader);

    /** The last month before this one in which somebody ordered. */
    Optional<YearMonth> lastMonthBefore(YearMonth month);

    /**
     * Months between the end of the imported history and the first live order: nobody told of them, which does not mean that nobody
     * ordered. None while all is history, or all is live.
     */
    Set<YearMonth> unrecorded();

    /** Units that these nodes wanted from this month on, per product and node. */
    Map<String, Map<String, Long>> ordered(Set<String> nodeIds, YearMonth from);

    /** Units that lie in warehouses for orders of these nodes and have not left them, per product and node. */
    Map<String, Map<String, Long>> reserved(Set<String> nodeIds);

    /** Units that wait for stock, per product. */
    Map<String, Long> waiting();
}
