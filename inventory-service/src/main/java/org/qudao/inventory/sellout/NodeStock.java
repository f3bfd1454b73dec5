package org.qudao.inventory.sellout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.stock.Booking;
import org.qudao.inventory.stock.Places;
import org.springframework.stereotype.Component;

/** Makes a report complete with what is known of the node: the place of its stock and its channel. */
@Component
final class NodeStock {

    private static final String DEFAULT_CHANNEL = "DISTRIBUTION";

    private final Nodes nodes;
    private final Places places;
    private final Clock clock;

    NodeStock(Nodes nodes, Places places, Clock clock) {
        this.nodes = nodes;
        this.places = places;
        this.clock = clock;
    }

    /** Empty when the node is unknown. */
    Optional<SellOut> report(String id, String nodeId, LocalDate on, List<SellOut.Line> lines, String by) {
        if (nodes.find(nodeId).isEmpty()) {
            return Optional.empty();
        }
        Network network = nodes.recent();
        String channel = network.channelOf(nodeId);
        return Optional.of(new SellOut(
                id,
                nodeId,
                places.ofNode(nodeId).id(),
                on,
                channel == null ? DEFAULT_CHANNEL : channel,
                List.copyOf(lines),
                by,
                clock.instant(),
                Booking.FIRST));
    }

    boolean inFuture(LocalDate on) {
        return on.isAfter(LocalDate.now(clock));
    }
}
