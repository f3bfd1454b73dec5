package org.qudao.forecast.model;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: what dealers and outlets sold to end customers. */
public interface SellOuts {

    /** Receives what a report says of one product; the same combination may come several times. */
    interface Reader {
        void read(String nodeId, String sku, YearMonth month, long quantity);
    }

    /** A duplicate or an older version of a report changes nothing. */
    void record(List<SellOut> reports);

    /** Reports of these nodes from this month on. */
    void read(Set<String> nodeIds, YearMonth from, Reader reader);

    /** Last month of which anybody has told. */
    Optional<YearMonth> lastMonth();
}
