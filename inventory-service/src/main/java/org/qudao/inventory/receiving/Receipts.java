package org.qudao.inventory.receiving;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Versioned;

/** Where receipts are kept. */
public interface Receipts {

    Optional<Versioned<Receipt>> find(String id);

    /** @return false when the id is taken */
    boolean insert(Receipt receipt);

    boolean save(Receipt receipt, long expectedVersion);

    List<Receipt> list(@Nullable String place, Receipt.@Nullable Status status, @Nullable String after, int limit);
}
