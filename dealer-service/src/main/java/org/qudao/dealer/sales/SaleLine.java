package org.qudao.dealer.sales;

import java.math.BigDecimal;

/** One line of a sale; money in the service's currency. A sell-out report without amounts has revenue 0. */
public record SaleLine(String sku, String productLine, long quantity, BigDecimal netAmount) {}
