package org.qudao.forecast.recording;

import java.util.List;
import org.qudao.forecast.model.SellOut;
import org.qudao.forecast.model.SellOuts;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps what dealers and outlets sold to end customers: the demand that their own stock has to meet. */
@Component
public class RecordSellOut {
    private final SellOuts sellOuts;

    RecordSellOut(SellOuts sellOuts) {
        this.sellOuts = sellOuts;
    }

    public void recordAll(List<IncomingEvent<SellOutEvent>> events) {
        sellOuts.record(events.stream()
                .map(event -> new SellOut(
                        event.data().id(),
                        event.version(),
                        event.data().nodeId(),
                        event.data().on(),
                        event.data().lines().stream()
                                .map(line -> new SellOut.Line(line.sku(), line.quantity()))
                                .toList()))
                .toList());
    }
}
