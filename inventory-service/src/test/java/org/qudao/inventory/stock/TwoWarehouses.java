package org.qudao.inventory.stock;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The warehouses W1 and W2, and a place for each node. */
public final class TwoWarehouses implements Places {
    private static final List<Place> ALL = List.of(
            new Place("W1", "W1", Place.Kind.WAREHOUSE, null, null, true, 1),
            new Place("W2", "W2", Place.Kind.WAREHOUSE, null, null, true, 2));

    @Override
    public Optional<Place> find(String id) {
        return ALL.stream().filter(place -> place.id().equals(id)).findFirst();
    }

    @Override
    public Place known(String id) {
        return find(id).orElseThrow();
    }

    @Override
    public List<Place> findAll(Collection<String> ids) {
        return ALL.stream().filter(place -> ids.contains(place.id())).toList();
    }

    @Override
    public Change put(Place place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Place ofNode(String nodeId) {
        return Place.ofNode(nodeId, nodeId, nodeId);
    }

    @Override
    public List<Place> sourcing() {
        return ALL;
    }

    @Override
    public List<Place> sourcingNow() {
        return ALL;
    }
}
