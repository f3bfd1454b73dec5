package org.qudao.inventory.transferring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Versioned;

/** Where transfers are kept. */
public interface Transfers {

    Optional<Versioned<Transfer>> find(String id);

    boolean insert(Transfer transfer);

    boolean save(Transfer transfer, long expectedVersion);

    List<Transfer> list(@Nullable String after, int limit);

    List<String> unfinished(int limit);
}
