package org.qudao.dealer;

import org.junit.jupiter.api.Test;
import org.qudao.platform.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheShapeOfEveryService() {
        ArchitectureRules.check(
                "org.qudao.dealer",
                "org.qudao.dealer.network",
                "org.qudao.dealer.territory",
                "org.qudao.dealer.people",
                "org.qudao.dealer.targets",
                "org.qudao.dealer.sales");
    }
}
