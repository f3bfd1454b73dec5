package org.qudao.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Place;

class SourcingPolicyTest {

    private static final Place CENTRAL = warehouse("CENTRAL", null, 1);
    private static final Place NORTH = warehouse("NORTH", "T01", 5);
    private static final Place SPARE = warehouse("SPARE", null, 9);
    private static final List<Place> ALL = List.of(SPARE, CENTRAL, NORTH);

    @Test
    void aWarehouseOfTheRegionComesBeforeABetterPriority() {
        assertThat(allocate(5, Map.of(at(CENTRAL), 100L, at(NORTH), 5L), "T01"))
                .extracting(Allocation::place)
                .containsExactly("NORTH");
    }

    @Test
    void aWarehouseOfTheRegionAboveComesBeforeThoseOfNoneOfThem() {
        assertThat(allocate(5, Map.of(at(CENTRAL), 100L, at(NORTH), 5L), "T01-A", "T01"))
                .extracting(Allocation::place, Allocation::why)
                .containsExactly(tuple("NORTH", "same region T01, priority 5"));
        assertThat(allocate(5, Map.of(at(CENTRAL), 100L, at(NORTH), 5L), "T02", "T01"))
                .extracting(Allocation::place)
                .containsExactly("NORTH");
    }

    @Test
    void priorityDecidesOutsideTheRegion() {
        assertThat(allocate(5, Map.of(at(SPARE), 100L, at(CENTRAL), 5L), "T09"))
                .extracting(Allocation::place)
                .containsExactly("CENTRAL");
    }

    @Test
    void aWarehouseThatHasAllIsPreferredToASplit() {
        assertThat(allocate(10, Map.of(at(NORTH), 9L, at(SPARE), 10L), "T01"))
                .extracting(Allocation::place, Allocation::quantity)
                .containsExactly(tuple("SPARE", 10));
    }

    @Test
    void aLineIsSplitWhenNoWarehouseHasAllAndTheRestWaits() {
        List<Allocation> plan = allocate(10, Map.of(at(NORTH), 3L, at(CENTRAL), 4L, at(SPARE), 2L), "T01");

        assertThat(plan)
                .extracting(Allocation::place, Allocation::quantity)
                .containsExactly(tuple("NORTH", 3), tuple("CENTRAL", 4), tuple("SPARE", 2));
        assertThat(plan.getFirst().why())
                .isEqualTo("same region T01, priority 5, split because no warehouse has all 10");
        assertThat(plan).extracting(Allocation::available).containsExactly(3L, 4L, 2L);
    }

    @Test
    void twoLinesOfTheSameItemDoNotGetTheSameGoods() {
        List<Allocation> plan = SourcingPolicy.allocate(
                List.of(new Step.Need(1, "BIKE", 4), new Step.Need(2, "BIKE", 4)),
                ALL,
                Map.of(at(CENTRAL), 6L),
                List.of(),
                1);

        assertThat(plan).extracting(Allocation::line, Allocation::quantity).containsExactly(tuple(1, 4), tuple(2, 2));
    }

    private static List<Allocation> allocate(int quantity, Map<BalanceKey, Long> available, String... regions) {
        return SourcingPolicy.allocate(
                List.of(new Step.Need(1, "BIKE", quantity)), ALL, available, List.of(regions), 1);
    }

    private static BalanceKey at(Place place) {
        return new BalanceKey(place.id(), "BIKE");
    }

    private static Place warehouse(String id, @Nullable String region, int priority) {
        return new Place(id, id, Place.Kind.WAREHOUSE, null, region, true, priority);
    }
}
