package org.qudao.inventory.sellout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Versioned;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.DayCursor;

/** Where sell-out reports are kept. A report is told to others when it is saved as booked. */
public interface SellOuts {

    Optional<Versioned<SellOut>> find(String id);

    /** Only booked ones. */
    Optional<SellOut> find(String id, Scope scope);

    boolean insert(SellOut sellOut);

    boolean save(SellOut sellOut, long expectedVersion);

    /** Only booked ones, the newest day first. */
    List<SellOut> list(
            Scope scope,
            @Nullable String nodeId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable DayCursor after,
            int limit);

    List<String> unfinished(int limit);
}
