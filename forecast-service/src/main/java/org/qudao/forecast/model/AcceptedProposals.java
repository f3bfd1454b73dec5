package org.qudao.forecast.model;

import java.util.List;

/** Port: accepted proposals whose goods are on order. Ids that are no accepted proposal of ours are other people's receipts and are ignored. */
public interface AcceptedProposals {

    void received(List<String> receiptIds);

    void cancelled(List<String> receiptIds);
}
