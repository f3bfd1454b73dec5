package org.qudao.forecast.replenishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.ForecastEngine;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.model.Balances;
import org.qudao.forecast.model.DemandHistory;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.forecast.model.PlannedReceipts;
import org.qudao.forecast.model.Products;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;
import org.qudao.forecast.model.StockBalance;
import org.qudao.platform.web.Refusal;

class CalculateProposalsTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 12);
    private static final Instant NOW = Instant.parse("2014-01-01T00:00:00Z");
    private static final Policy POLICY = new Policy(30, 0, 0.95, 1, 0);

    private final Balances balances = mock(Balances.class);
    private final Network network = mock(Network.class);
    private final SkuForecasts forecasts = mock(SkuForecasts.class);
    private final Proposals proposals = mock(Proposals.class);
    private final List<Proposal> proposed = new ArrayList<>();
    private final ReadSupply readSupply = new ReadSupply(
            forecasts,
            mock(DemandHistory.class),
            mock(Products.class),
            proposals,
            mock(PlannedReceipts.class),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final CalculateProposals calculateProposals =
            new CalculateProposals(balances, new ReadRegions(network), readSupply);

    @BeforeEach
    void hundredAMonthInARegionOfACountry() {
        when(network.regionsBelow(anySet())).thenAnswer(call -> {
            Set<String> asked = call.getArgument(0);
            return asked.contains("COUNTRY")
                    ? List.of(region("COUNTRY", "HQ", "COUNTRY"), region("NORTH", "HQ", "COUNTRY", "NORTH"))
                    : List.of();
        });
        when(forecasts.of(anySet())).thenReturn(List.of(hundredAMonth("A")));
        doAnswer(call -> proposed.addAll(call.<List<Proposal>>getArgument(0)))
                .when(proposals)
                .insertAll(anyList());
    }

    @Test
    void aPlaceServesTheRegionsBelowTheOneItServes() {
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1")));

        CalculateProposals.Outcome outcome = calculateProposals.calculate("W1", Set.of("COUNTRY"), POLICY);

        assertThat(outcome).isEqualTo(new CalculateProposals.Outcome(1, 1, 0, 0));
        assertThat(months()).isEqualTo(Map.of("W1", 100.0));
    }

    @Test
    void aRegionThatIsUnknownWithdrawsNothing() {
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1")));
        when(proposals.atPlaces(anyList())).thenReturn(List.of(open("W1")));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> calculateProposals.calculate("W1", Set.of("COUNTRY", "TYPO"), POLICY))
                .withMessageContaining("no region TYPO");

        verify(proposals, never()).change(anyString(), any());
    }

    @Test
    void demandIsSharedAmongWarehousesFromWhichOrdersAreServed() {
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), balance("W2"), quarantine("Q")));
        when(proposals.atPlaces(anyList())).thenReturn(List.of(open("Q")));

        CalculateProposals.Outcome outcome = calculateProposals.calculate(null, Set.of(), POLICY);

        assertThat(outcome).isEqualTo(new CalculateProposals.Outcome(2, 2, 1, 0));
        assertThat(months()).isEqualTo(Map.of("W1", 50.0, "W2", 50.0));
        verify(proposals).change(eq("open-Q"), any());
    }

    @Test
    void nothingIsDueWhereNoOrdersAreServed() {
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), quarantine("Q")));

        CalculateProposals.Outcome outcome = calculateProposals.calculate("Q", Set.of(), POLICY);

        assertThat(outcome).isEqualTo(new CalculateProposals.Outcome(0, 0, 0, 0));
        assertThat(proposed).isEmpty();
    }

    /** B is forecast like A, and nobody has ever had any; the quarantine is no place to which it could be ordered. */
    @Test
    void aNewProductIsOrderedToTheWarehousesThatMayServeIt() {
        aNewProductInTheNorth();
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), balance("W2"), quarantine("Q")));

        CalculateProposals.Outcome outcome = calculateProposals.calculate(null, Set.of(), POLICY);

        assertThat(outcome).isEqualTo(new CalculateProposals.Outcome(4, 4, 0, 0));
        assertThat(proposed)
                .filteredOn(proposal -> proposal.sku().equals("B"))
                .extracting(Proposal::place, proposal -> proposal.demand().share())
                .containsExactly(tuple("W1", 0.5), tuple("W2", 0.5));
    }

    @Test
    void aNewProductIsOrderedToThePlaceThatServesItsRegionAlone() {
        when(forecasts.skus()).thenReturn(Set.of("A", "B", "D"));
        when(forecasts.of(anySet()))
                .thenReturn(List.of(hundredAMonth("A"), hundredAMonth("B"), hundredAMonth("D", "SOUTH")));
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), balance("W2")));

        CalculateProposals.Outcome outcome = calculateProposals.calculate("W1", Set.of("COUNTRY"), POLICY);

        assertThat(outcome).as("D is forecast elsewhere").isEqualTo(new CalculateProposals.Outcome(2, 2, 0, 0));
        assertThat(proposed)
                .filteredOn(proposal -> proposal.sku().equals("B"))
                .extracting(Proposal::place, proposal -> proposal.demand().share())
                .containsExactly(tuple("W1", 1.0));
    }

    /** It came to W1, so that it is that one's item alone; nobody looks at it at W2 any more, where it was proposed while it was nobody's. */
    @Test
    void whatWasProposedWhereItIsNotHeldAfterAllIsWithdrawn() {
        aNewProductInTheNorth();
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1")));
        when(proposals.atPlaces(anyList())).thenReturn(List.of(open("W2")));

        assertThat(calculateProposals.calculate("W1", Set.of(), POLICY).withdrawn())
                .isZero();
        assertThat(calculateProposals.calculate(null, Set.of(), POLICY).withdrawn())
                .isEqualTo(1);
    }

    /** Nothing tells that it is meant to hold what others may hold as well; and C, which only has a name, is nobody's. */
    @Test
    void aSingleWarehouseWithoutRegionsGetsWhatItHolds() {
        aNewProductInTheNorth();
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), balance("W2")));

        assertThat(calculateProposals.calculate("W1", Set.of(), POLICY).items()).isEqualTo(1);
        assertThat(proposed).extracting(Proposal::sku).containsExactly("A");
    }

    @Test
    void aNewProductOfTheRegionsOfANetworkIsOrderedToItsUpperWarehouse() {
        aNewProductInTheNorth();
        when(balances.atWarehouses()).thenReturn(List.of(balance("W1"), balance("W2")));
        CalculateNetworkProposals network = new CalculateNetworkProposals(
                balances,
                new ReadRegions(this.network),
                readSupply,
                mock(ReadSellingNodes.class),
                ForecastEngine.standard());

        network.calculate(
                new CalculateNetworkProposals.Place("W1", Set.of("COUNTRY"), POLICY),
                List.of(new CalculateNetworkProposals.Place("W2", Set.of(), POLICY)),
                new CalculateNetworkProposals.Terms(0.8, null, null));

        assertThat(proposed)
                .extracting(Proposal::place, Proposal::sku)
                .containsExactly(tuple("W1", "A"), tuple("W1", "B"));
    }

    private void aNewProductInTheNorth() {
        when(forecasts.skus()).thenReturn(Set.of("A", "B", "C"));
        when(forecasts.of(anySet())).thenAnswer(call -> call.<Set<String>>getArgument(0).stream()
                .filter(Set.of("A", "B")::contains)
                .sorted()
                .map(CalculateProposalsTest::hundredAMonth)
                .toList());
    }

    /** Expected demand of the next month per place with a new proposal. */
    private Map<String, Double> months() {
        return proposed.stream()
                .collect(Collectors.toMap(
                        Proposal::place,
                        proposal -> proposal.demand().months().getFirst().units()));
    }

    private static SkuForecasts.Line hundredAMonth(String sku) {
        return hundredAMonth(sku, "NORTH");
    }

    private static SkuForecasts.Line hundredAMonth(String sku, String regionId) {
        List<MonthPoint> points = IntStream.rangeClosed(1, 6)
                .mapToObj(h -> new MonthPoint(AS_OF.plusMonths(h), 100, 0, 0, 0, 0))
                .toList();
        return new SkuForecasts.Line(sku, regionId, AS_OF, new CumulativeError(List.of(10.0)), null, points);
    }

    private static Proposal open(String place) {
        return new Proposal(
                "open-" + place,
                place,
                "A",
                ProposalState.OPEN,
                5,
                POLICY,
                new Position(0, 0, 0, 0),
                new Proposal.Demand(1, 1, List.of(), List.of()),
                List.of(),
                NOW,
                null,
                null,
                null,
                null);
    }

    private static StockBalance balance(String place) {
        return new StockBalance(place + "|A", 1, place, null, "A", 0, 0, true);
    }

    private static StockBalance quarantine(String place) {
        return new StockBalance(place + "|A", 1, place, null, "A", 0, 0, false);
    }

    private static NetworkNode region(String id, String... path) {
        return new NetworkNode(id, 1, id, "REGION", List.of(path));
    }
}
