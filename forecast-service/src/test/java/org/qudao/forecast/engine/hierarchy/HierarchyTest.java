package org.qudao.forecast.engine.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {
    private static Hierarchy.Cell cell(String id, List<String> place, String channel) {
        return new Hierarchy.Cell(id, List.of(place, List.of(channel)));
    }

    /** Two regions, three dealers, two channels; dealer 3 sells through one channel only. */
    private static final Hierarchy GROUPED = Hierarchy.of(List.of(
            cell("a", List.of("north", "1"), "DIRECT"),
            cell("b", List.of("north", "1"), "DISTRIBUTION"),
            cell("c", List.of("north", "2"), "DIRECT"),
            cell("d", List.of("south", "3"), "DIRECT")));

    private static double total(String id, double... cells) {
        double[] all = GROUPED.sum(cells);
        for (int i = 0; i < all.length; i++) {
            if (GROUPED.nodes().get(i).id().equals(id)) {
                return all[i];
            }
        }
        throw new AssertionError("no node " + id);
    }

    @Test
    void everyCombinationOfAncestorsIsATotal() {
        assertThat(GROUPED.nodes().subList(0, GROUPED.aggregates()))
                .extracting(Hierarchy.Node::id)
                .containsExactlyInAnyOrder(
                        "* × *",
                        "* × DIRECT",
                        "* × DISTRIBUTION",
                        "north × *",
                        "north × DIRECT",
                        "north × DISTRIBUTION",
                        "south × *",
                        "south × DIRECT",
                        "north/1 × *",
                        "north/2 × *",
                        "south/3 × *");
        assertThat(GROUPED.cells()).isEqualTo(4);
    }

    @Test
    void totalsAddTheirCells() {
        assertThat(total("* × *", 1, 10, 100, 1000)).isEqualTo(1111);
        assertThat(total("* × DIRECT", 1, 10, 100, 1000)).isEqualTo(1101);
        assertThat(total("north × *", 1, 10, 100, 1000)).isEqualTo(111);
        assertThat(total("north/1 × *", 1, 10, 100, 1000)).isEqualTo(11);
        assertThat(total("b", 1, 10, 100, 1000)).isEqualTo(10);
    }

    @Test
    void theTotalOfEverythingComesLastAmongAggregates() {
        assertThat(GROUPED.nodes().get(GROUPED.aggregates() - 1).cells()).isEqualTo(4);
        assertThat(GROUPED.nodes().get(GROUPED.aggregates() - 1).id()).isEqualTo("* × *");
    }

    /** A dealer that sells himself beside his outlets has a total over both. */
    @Test
    void aDealerMaySellBesideHisOutlets() {
        Hierarchy hierarchy = Hierarchy.of(List.of(
                new Hierarchy.Cell("own", List.of(List.of("dealer"))),
                new Hierarchy.Cell("outlet", List.of(List.of("dealer", "outlet")))));

        assertThat(hierarchy.nodes()).extracting(Hierarchy.Node::id).containsExactly("dealer", "*", "own", "outlet");
        assertThat(hierarchy.sum(new double[] {2, 3})).containsExactly(5, 5, 2, 3);
    }

    @Test
    void aSampleHoldsWholeMembersOfTheFirstDimension() {
        assertThat(GROUPED.sample(100)).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(GROUPED.sample(2)).containsExactly(0, 1, 3);
    }

    @Test
    void refusesWhatCannotBeAHierarchy() {
        assertThatThrownBy(() -> Hierarchy.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        Hierarchy.Cell a = new Hierarchy.Cell("a", List.of(List.of("x")));
        assertThatThrownBy(() -> Hierarchy.of(List.of(a, a))).hasMessageContaining("a comes twice");
        Hierarchy.Cell two = new Hierarchy.Cell("b", List.of(List.of("x"), List.of("y")));
        assertThatThrownBy(() -> Hierarchy.of(List.of(a, two))).hasMessageContaining("b has other dimensions");
    }
}
