package org.qudao.dealer.granting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.security.Scope;

/** Reading territories as a caller may see them. */
public interface GrantDirectory {
    /**
     * Areas in which a node of the scope has a grant, ordered by area; grants of others in the same area are still in it.
     *
     * @param nodeId only areas in which this node has a grant
     */
    List<Territory> areas(
            Scope scope, @Nullable String area, @Nullable String nodeId, @Nullable String after, int limit);
}
