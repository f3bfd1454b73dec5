package org.qudao.dealer.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.sales.Sale;

class StaffingTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);

    private static final Node HQ = Node.headquarters();
    private static final Node REGION = child(HQ, "region", NodeKind.REGION, null);
    private static final Node AREA = child(REGION, "area", NodeKind.AREA, null);
    private static final Node IN_AREA = child(AREA, "in-area", NodeKind.DEALER, null);
    private static final Node IN_REGION = child(REGION, "in-region", NodeKind.DEALER, null);
    private static final Node OUTLET = child(IN_AREA, "outlet", NodeKind.OUTLET, null);
    private static final Node WEB_SHOP = child(REGION, "web", NodeKind.OUTLET, Channel.DIRECT);
    private static final NodeTree NETWORK =
            new NodeTree(List.of(HQ, REGION, AREA, IN_AREA, IN_REGION, OUTLET, WEB_SHOP));

    @Test
    void aSaleThatNamesSomebodyIsThatPersons() {
        Staffing staffing = staffing(works("linda", "region", FIRST, null));

        assertThat(staffing.sellerOf(sale("in-region", "rachel", FIRST))).isEqualTo("rachel");
        assertThat(staffing.sellerOf(sale("in-region", "rachel", null))).isEqualTo("rachel");
    }

    @Test
    void itIsTheNearestOnesWhoWorksThere() {
        Staffing staffing = staffing(works("linda", "region", FIRST, null), works("amy", "area", FIRST, LAST));

        assertThat(staffing.sellerOf(sale("in-region", null, FIRST))).isEqualTo("linda");
        assertThat(staffing.sellerOf(sale("in-area", null, FIRST))).isEqualTo("amy");
        assertThat(staffing.sellerOf(sale("outlet", null, LAST))).isEqualTo("amy");
        assertThat(staffing.sellerOf(sale("outlet", null, LAST.plusDays(1))))
                .as("nobody works the area any more")
                .isEqualTo("linda");
    }

    @Test
    void bothDaysOfAnAssignmentBelongToIt() {
        Staffing staffing = staffing(works("linda", "region", FIRST, LAST));

        assertThat(staffing.sellerOf(sale("in-region", null, FIRST.minusDays(1))))
                .isNull();
        assertThat(staffing.sellerOf(sale("in-region", null, FIRST))).isEqualTo("linda");
        assertThat(staffing.sellerOf(sale("in-region", null, LAST))).isEqualTo("linda");
        assertThat(staffing.sellerOf(sale("in-region", null, LAST.plusDays(1)))).isNull();
    }

    @Test
    void whereTwoWorkTheSameItIsNobodys() {
        Staffing staffing = staffing(works("linda", "region", FIRST, LAST), works("rachel", "region", LAST, null));

        assertThat(staffing.sellerOf(sale("in-region", null, LAST.minusDays(1))))
                .isEqualTo("linda");
        assertThat(staffing.sellerOf(sale("in-region", null, LAST))).isNull();
        assertThat(staffing.sellerOf(sale("in-region", null, LAST.plusDays(1)))).isEqualTo("rachel");
    }

    @Test
    void directSalesAndThoseOfUnknownNodesAreNobodys() {
        Staffing staffing = staffing(works("linda", "region", FIRST, null));

        assertThat(staffing.sellerOf(new Sale("s", 1, "web", Channel.DIRECT, null, FIRST, List.of())))
                .isNull();
        assertThat(staffing.sellerOf(sale("unknown", null, FIRST))).isNull();
        assertThat(staffing.sellerOf(sale("in-region", null, null)))
                .as("a sale that does not count yet")
                .isNull();
    }

    private static Staffing staffing(Salesperson... people) {
        return new Staffing(Arrays.asList(people), NETWORK);
    }

    private static Salesperson works(String id, String region, LocalDate from, @Nullable LocalDate to) {
        return new Salesperson(id, id, null, null, List.of(new Assignment(region, from, to)));
    }

    private static Sale sale(String node, @Nullable String salesperson, @Nullable LocalDate countsOn) {
        return new Sale("s", 1, node, Channel.DISTRIBUTION, salesperson, countsOn, List.of());
    }

    private static Node child(Node parent, String id, NodeKind kind, @Nullable Channel channel) {
        return Node.under(parent, id, id, kind, channel, NodeStatus.ACTIVE, null);
    }
}
