package org.qudao.inventory.places;

import org.qudao.inventory.network.Node;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.springframework.stereotype.Service;

/** Declares a place or changes its name, region, or part in sourcing. Its kind and node stay. */
@Service
final class PutPlace {

    static final String UNKNOWN_REGION = "unknown-region";

    /** What became of it. */
    sealed interface Result {
        record Done(Places.Change change) implements Result {}

        record Refused(String field, String rule, String message) implements Result {}
    }

    private final Places places;
    private final Nodes nodes;

    PutPlace(Places places, Nodes nodes) {
        this.places = places;
        this.nodes = nodes;
    }

    Result put(Place place) {
        if (Account.isExternalName(place.id())) {
            return new Result.Refused("id", "reserved-id", place.id() + " names an account outside the network");
        }
        if (place.kind() == Place.Kind.NODE && !place.id().equals(place.nodeId())) {
            return new Result.Refused("nodeId", "place-of-node", "the place of a node has the node's id");
        }
        if (place.kind() == Place.Kind.WAREHOUSE && nodes.find(place.id()).isPresent()) {
            return new Result.Refused("id", "id-of-node", "a node has this id; choose another for the warehouse");
        }
        String region = place.regionId();
        if (region != null && !isRegion(region)) {
            return new Result.Refused(
                    "regionId",
                    UNKNOWN_REGION,
                    "there is no region %s here (yet): create it first; if you just did, try again in a moment"
                            .formatted(region));
        }
        Places.Change change = places.put(place);
        return change == Places.Change.TAKEN
                ? new Result.Refused("kind", "kind-is-fixed", "the place exists with another kind or node")
                : new Result.Done(change);
    }

    private boolean isRegion(String id) {
        return nodes.find(id).filter(node -> node.kind().equals(Node.REGION)).isPresent();
    }
}
