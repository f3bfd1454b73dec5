package org.qudao.dealer.staffing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Salesperson;
import org.qudao.platform.security.Scope;

/** Reading salespeople: those who are or were assigned to a region of the scope, with their assignments inside it. */
public interface StaffDirectory {
    List<Salesperson> list(Scope scope, @Nullable String after, int limit);

    Optional<Salesperson> find(Scope scope, String id);
}
