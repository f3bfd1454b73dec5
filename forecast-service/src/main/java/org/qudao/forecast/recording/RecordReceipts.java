package org.qudao.forecast.recording;

import java.util.List;
import org.qudao.forecast.model.AcceptedProposals;
import org.qudao.forecast.model.PlannedReceipt;
import org.qudao.forecast.model.PlannedReceipts;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps what places expect, and closes the accepted proposals whose goods have come or will not come. */
@Component
public class RecordReceipts {
    private final PlannedReceipts receipts;
    private final AcceptedProposals proposals;

    RecordReceipts(PlannedReceipts receipts, AcceptedProposals proposals) {
        this.receipts = receipts;
        this.proposals = proposals;
    }

    public void recordAll(List<IncomingEvent<ReceiptEvent>> events) {
        receipts.record(events.stream().map(RecordReceipts::receipt).toList());
        proposals.received(ids(events, PlannedReceipt.Status.RECEIVED));
        proposals.cancelled(ids(events, PlannedReceipt.Status.CANCELLED));
    }

    private static PlannedReceipt receipt(IncomingEvent<ReceiptEvent> event) {
        ReceiptEvent receipt = event.data();
        return new PlannedReceipt(
                receipt.id(),
                event.version(),
                receipt.place(),
                receipt.status(),
                receipt.expectedOn(),
                receipt.lines().stream()
                        .map(line -> new PlannedReceipt.Line(line.sku(), line.quantity()))
                        .toList());
    }

    private static List<String> ids(List<IncomingEvent<ReceiptEvent>> events, PlannedReceipt.Status status) {
        return events.stream()
                .map(IncomingEvent::data)
                .filter(receipt -> receipt.status() == status)
                .map(ReceiptEvent::id)
                .distinct()
                .toList();
    }
}
