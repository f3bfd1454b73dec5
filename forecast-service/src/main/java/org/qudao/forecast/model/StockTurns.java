package org.qudao.forecast.model;

import java.util.List;
import java.util.function.Consumer;

/** Port: when warehouses ran out of products. */
public interface StockTurns {

    /** A duplicate changes nothing. */
    void record(List<StockTurn> turns);

    /** All, by product, then place, the earliest first. */
    void readAll(Consumer<StockTurn> reader);
}
