package org.qudao.forecast.model;

import java.util.Collection;
import java.util.List;

/** Port: goods that places expect, whoever planned them. */
public interface PlannedReceipts {

    /** A duplicate or an older version of a receipt changes nothing. */
    void record(List<PlannedReceipt> receipts);

    /** Receipts at these places whose goods are still to come. */
    List<PlannedReceipt> openAt(Collection<String> places);
}
