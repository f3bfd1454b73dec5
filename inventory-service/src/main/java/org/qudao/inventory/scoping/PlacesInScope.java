package org.qudao.inventory.scoping;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Place;
import org.qudao.platform.security.Scope;

/** The directory as a caller may see it: places of the nodes in the scope, and warehouses of the regions in it. */
public interface PlacesInScope {

    Optional<Place> find(String id, Scope scope);

    /** In the order of their ids, after the given one. */
    List<Place> list(Scope scope, Place.@Nullable Kind kind, @Nullable String after, int limit);

    List<Place> all(Scope scope);
}
