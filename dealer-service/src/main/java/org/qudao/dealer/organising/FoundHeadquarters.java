package org.qudao.dealer.organising;

import java.time.Clock;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.Nodes;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Every network has its root from the first start on. */
@Component
class FoundHeadquarters implements ApplicationRunner {
    private final Nodes nodes;
    private final Clock clock;

    FoundHeadquarters(Nodes nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (nodes.find(Node.HEADQUARTERS_ID).isEmpty()) {
            Node root = Node.headquarters();
            nodes.add(root, NodeChange.between(null, root, "dealer-service", clock.instant(), "first start"));
        }
    }
}
