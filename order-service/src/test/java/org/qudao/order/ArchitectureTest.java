package org.qudao.order;

import org.junit.jupiter.api.Test;
import org.qudao.platform.test.ArchitectureRules;

class ArchitectureTest {

    @Test
    void keepsTheShapeOfAService() {
        ArchitectureRules.check("org.qudao.order", "org.qudao.order.model");
    }
}
