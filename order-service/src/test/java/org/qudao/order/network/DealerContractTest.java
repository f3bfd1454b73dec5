package org.qudao.order.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.qudao.platform.events.EventCodec;

/** The examples that dealer-service publishes, read as we read its events. */
class DealerContractTest {

    private static final Path EXAMPLES = Path.of("../dealer-service/src/main/resources/contracts/dealer.node");

    static boolean published() {
        return Files.isDirectory(EXAMPLES);
    }

    @Test
    @EnabledIf("published")
    void readsEveryExampleOfANode() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> file.toString().endsWith(".example.json"))
                    .toList();
        }
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            NodeChanged node = new EventCodec().decode(Files.readAllBytes(example), NodeChanged.class);
            assertThat(node.node().path()).as(example.toString()).endsWith(node.id());
        }
    }
}
