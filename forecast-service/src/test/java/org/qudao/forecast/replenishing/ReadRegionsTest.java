package org.qudao.forecast.replenishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.forecast.model.SeriesKey;
import org.qudao.platform.web.Refusal;

class ReadRegionsTest {
    private static final List<NetworkNode> REGIONS = List.of(
            region("COUNTRY", "HQ", "COUNTRY"),
            region("NORTH", "HQ", "COUNTRY", "NORTH"),
            region("COAST", "HQ", "COUNTRY", "NORTH", "COAST"),
            region("ABROAD", "HQ", "ABROAD"));

    private final Network network = mock(Network.class);
    private final ReadRegions readRegions = new ReadRegions(network);

    @BeforeEach
    void aNetworkOfThreeLevels() {
        when(network.regionsBelow(anySet())).thenAnswer(call -> {
            Set<String> asked = call.getArgument(0);
            return REGIONS.stream()
                    .filter(region -> region.path().stream().anyMatch(asked::contains))
                    .toList();
        });
    }

    @Test
    void aRegionComesWithAllRegionsBelowIt() {
        assertThat(readRegions.read(Set.of("COUNTRY", "ABROAD")))
                .isEqualTo(Map.of("COUNTRY", Set.of("COUNTRY", "NORTH", "COAST"), "ABROAD", Set.of("ABROAD")));
        assertThat(readRegions.read(Set.of("NORTH"))).isEqualTo(Map.of("NORTH", Set.of("NORTH", "COAST")));
        assertThat(readRegions.read(Set.of())).isEmpty();
    }

    @Test
    void whatIsNoRegionIsRefusedByName() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> readRegions.read(Set.of("TYPO", "COUNTRY", "HQ")))
                .withMessageStartingWith("422")
                .withMessageContaining("no region HQ, TYPO here");
    }

    @Test
    void demandOfNobodysRegionMayBeServed() {
        assertThat(readRegions.read(Set.of(SeriesKey.NO_REGION)))
                .isEqualTo(Map.of(SeriesKey.NO_REGION, Set.of(SeriesKey.NO_REGION)));
    }

    private static NetworkNode region(String id, String... path) {
        return new NetworkNode(id, 1, id, "REGION", List.of(path));
    }
}
