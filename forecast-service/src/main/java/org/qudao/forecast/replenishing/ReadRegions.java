package org.qudao.forecast.replenishing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.forecast.model.SeriesKey;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Finds which regions a warehouse serves that is said to serve some: forecasts are of the lowest regions. */
@Component
class ReadRegions {
    private final Network network;

    ReadRegions(Network network) {
        this.network = network;
    }

    /**
     * Each region with all regions below it.
     *
     * @throws Refusal 422 with all of them that are no regions
     */
    Map<String, Set<String>> read(Collection<String> regionIds) {
        Set<String> named = Set.copyOf(regionIds);
        Map<String, Set<String>> regions = new HashMap<>();
        for (NetworkNode region : network.regionsBelow(named)) {
            region.path().stream().filter(named::contains).forEach(above -> regions.computeIfAbsent(
                            above, key -> new HashSet<>())
                    .add(region.id()));
        }
        if (named.contains(SeriesKey.NO_REGION)) {
            regions.put(SeriesKey.NO_REGION, Set.of(SeriesKey.NO_REGION));
        }
        List<String> unknown = named.stream()
                .filter(id -> !regions.getOrDefault(id, Set.of()).contains(id))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.unprocessable(
                    "unknown-region",
                    "Unknown region",
                    "There is no region " + String.join(", ", unknown)
                            + " here (yet); if you just created it, try again in a moment.");
        }
        return regions;
    }

    /** All of these regions together. */
    static Set<String> union(Collection<Set<String>> regions) {
        return regions.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
