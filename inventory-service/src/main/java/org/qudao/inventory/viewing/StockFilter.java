package org.qudao.inventory.viewing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.scoping.PlacesInScope;
import org.qudao.inventory.stock.Place;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** The places that a question is about: within the scope, and with the region, channel and tier asked for. */
@Component
final class StockFilter {

    /** Channel and tier of the company's own places. */
    static final String OWN = "OWN";

    static final String NO_REGION = "NONE";

    private final PlacesInScope places;
    private final Nodes nodes;

    StockFilter(PlacesInScope places, Nodes nodes) {
        this.places = places;
        this.nodes = nodes;
    }

    /** @param places by id */
    record Selection(Map<String, Located> places, boolean all) {

        /** Null when it is every place, so that the store need not be told. */
        @Nullable
        Set<String> placesOrAll() {
            return all ? null : places.keySet();
        }
    }

    /**
     * A place with what it inherits from the network.
     *
     * @param region the nearest
     * @param regions that and those above it
     */
    record Located(Place place, String region, List<String> regions, String channel, String tier) {}

    Selection select(
            Scope scope,
            @Nullable String placeId,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String tier) {
        List<Place> candidates = new ArrayList<>();
        if (placeId == null) {
            candidates.addAll(places.all(scope));
        } else {
            places.find(placeId, scope).ifPresent(candidates::add);
        }
        Network network = nodes.all();
        Map<String, Located> selected = new HashMap<>();
        for (Place place : candidates) {
            Located located = locate(place, network);
            if ((region == null || located.regions().contains(region))
                    && matches(channel, located.channel())
                    && matches(tier, located.tier())) {
                selected.put(place.id(), located);
            }
        }
        boolean all = scope.isEverything() && placeId == null && region == null && channel == null && tier == null;
        return new Selection(selected, all);
    }

    private static Located locate(Place place, Network network) {
        String nodeId = place.nodeId();
        String of = nodeId == null ? place.regionId() : nodeId;
        List<String> known = of == null ? List.of() : network.regionsOf(of);
        List<String> regions = known.isEmpty() ? List.of(orElse(place.regionId(), NO_REGION)) : known;
        if (nodeId == null) {
            return new Located(place, regions.getFirst(), regions, OWN, OWN);
        }
        return new Located(
                place,
                regions.getFirst(),
                regions,
                orElse(network.channelOf(nodeId), NO_REGION),
                orElse(network.tierOf(nodeId), NO_REGION));
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }

    private static boolean matches(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
