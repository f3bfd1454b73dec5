package org.qudao.inventory.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.inventory.network.Node;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.events.IncomingEvent;

/** Reads what dealer-service promises to send. */
class NodeContractTest {

    private static final Path EXAMPLES = Path.of("../dealer-service/src/main/resources/contracts/dealer.node");

    static List<String> types() {
        return NodeEvents.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeWeFollowCanBeRead(String type) throws IOException {
        assumeThat(EXAMPLES).exists();
        byte[] example =
                Files.readString(EXAMPLES.resolve(type + ".example.json")).getBytes(StandardCharsets.UTF_8);

        NodeEvents.NodeView view = new EventCodec().decode(example, NodeEvents.NodeView.class);
        Node node = NodeEvents.node(new IncomingEvent<>("id", type, view.id(), 1, Instant.EPOCH, view));

        assertThat(node.path()).endsWith(node.id());
        assertThat(node.kind()).isNotBlank();
    }
}
