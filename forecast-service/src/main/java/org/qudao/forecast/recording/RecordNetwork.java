package org.qudao.forecast.recording;

import java.util.List;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.platform.events.IncomingEvent;
import org.springframework.stereotype.Component;

/** Keeps the network tree, for regions and for what a caller may see. */
@Component
public class RecordNetwork {
    private final Network network;

    RecordNetwork(Network network) {
        this.network = network;
    }

    public void recordAll(List<IncomingEvent<NodeEvent>> events) {
        network.record(events.stream()
                .map(event -> new NetworkNode(
                        event.data().id(),
                        event.version(),
                        event.data().name(),
                        event.data().kind(),
                        event.data().path()))
                .toList());
    }
}
