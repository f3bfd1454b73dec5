package org.qudao.inventory.counting;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

/** Where counts are kept. */
public interface Counts {

    Optional<Versioned<StockCount>> find(String id);

    Optional<StockCount> find(String id, Scope scope);

    boolean insert(StockCount count);

    boolean save(StockCount count, long expectedVersion);

    /** The newest day first. */
    List<StockCount> list(Scope scope, @Nullable String place, @Nullable DayCursor after, int limit);

    List<String> unbooked(int limit);
}
