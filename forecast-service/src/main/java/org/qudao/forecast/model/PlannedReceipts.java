package org.qudao.forecast.model;

import java.util.List;

/** Port: accepted proposals whose goods have not arrived. */
public interface PlannedReceipts {

    /** Ids that are no accepted proposal of ours are other people's receipts and are ignored. */
    void arrived(List<String> receiptIds);
}
