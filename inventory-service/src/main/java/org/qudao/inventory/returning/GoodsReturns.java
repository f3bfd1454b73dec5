package org.qudao.inventory.returning;

import java.util.List;
import java.util.Optional;
import org.qudao.inventory.stock.Versioned;

/** Where returns of goods are kept. */
public interface GoodsReturns {

    Optional<Versioned<GoodsReturn>> find(String id);

    /** @return false when it is there already */
    boolean insert(GoodsReturn goods);

    boolean save(GoodsReturn goods, long expectedVersion);

    /** Not booked yet, in the order of their ids. */
    List<String> unfinished(String afterId, int limit);
}
