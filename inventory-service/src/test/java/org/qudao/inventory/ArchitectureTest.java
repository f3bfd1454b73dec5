package org.qudao.inventory;

import org.junit.jupiter.api.Test;
import org.qudao.platform.test.ArchitectureRules;

class ArchitectureTest {

    @Test
    void theServiceKeepsTheShapeOfAllServices() {
        ArchitectureRules.check(
                "org.qudao.inventory",
                "org.qudao.inventory.stock",
                "org.qudao.inventory.reservation",
                "org.qudao.inventory.network");
    }
}
