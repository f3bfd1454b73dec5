package org.qudao.order.returning;

import org.qudao.platform.web.Refusal;

/** The company's warehouses; inventory-service knows them. */
interface Warehouses {

    /** @throws Refusal 503 when inventory cannot tell */
    boolean has(String id);
}
