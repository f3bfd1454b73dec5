package org.qudao.inventory.stock;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The directory of places. */
public interface Places {

    Optional<Place> find(String id);

    /** A place that must be there. Its kind and node never change; the rest may be a few seconds old. */
    Place known(String id);

    List<Place> findAll(Collection<String> ids);

    /** Inserts or changes; a place never changes its kind or its node. */
    Change put(Place place);

    /** The place that holds a node's stock, made when the first goods are sent to it. */
    Place ofNode(String nodeId);

    /** The warehouses that may serve orders. The list may be a few seconds old. */
    List<Place> sourcing();

    /** The same, read now: asked before somebody is told that there is nothing. */
    List<Place> sourcingNow();

    /** What {@link #put} did. */
    enum Change {
        /** The place is new. */
        INSERTED,
        /** The place has other properties now. */
        UPDATED,
        /** The place was the same before. */
        UNCHANGED,
        /** A place of this id exists with another kind or node. */
        TAKEN
    }
}
