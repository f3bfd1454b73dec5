package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Act ACT = new Act(Instant.EPOCH, "tester", "because");
    private static final LocalDate DAY = LocalDate.parse("2026-01-15");

    @Test
    void everyStatusHasEventAndEndStatesLeadNowhere() {
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(status.next()).doesNotContain(status, OrderStatus.SUBMITTED);
        }
        assertThat(OrderStatus.PAID.next()).isEmpty();
        assertThat(OrderStatus.CANCELLED.next()).isEmpty();
        assertThat(OrderStatus.REFUSED.next()).isEmpty();
    }

    @Test
    void decidesOnlyOnce() {
        Order held = taken(submitted().decide(CreditDecision.held(Receipt.of("R", "pay")), ACT));

        assertThat(held.status()).isEqualTo(OrderStatus.HELD);
        assertThat(held.decide(CreditDecision.APPROVED, ACT)).isEqualTo(Step.NOTHING);
    }

    @Test
    void isNotReleasedBeforeItIsHeld() {
        assertThat(submitted().release(ACT)).isInstanceOf(Step.NotAllowed.class);
    }

    @Test
    void rejectsCancellationOnceShipped() {
        Order shipped = taken(confirmed().ship(false, DAY, ACT));

        assertThat(shipped.cancel(ACT))
                .isInstanceOfSatisfying(Step.NotAllowed.class, refused -> assertThat(refused.code())
                        .isEqualTo("illegal-transition"));
    }

    @Test
    void cancellingReleasesWhatWasSourced() {
        assertThat(taken(confirmed().cancel(ACT)).lines())
                .allSatisfy(line -> assertThat(line.sourced()).isZero());
    }

    @Test
    void anOlderAllocationNeverReplacesANewerOne() {
        Order partly = allocated(approved(), 5, Allocation.Outcome.PARTIAL, 1);

        assertThat(partly.allocate(allocation(4, Allocation.Outcome.FULL, 3), ACT))
                .isEqualTo(Step.NOTHING);
        assertThat(partly.allocate(allocation(5, Allocation.Outcome.FULL, 3), ACT))
                .isEqualTo(Step.NOTHING);
        assertThat(allocated(partly, 6, Allocation.Outcome.FULL, 3).status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void anAllocationForAnOrderThatEndedIsIgnored() {
        Order cancelled = taken(approved().cancel(ACT));

        assertThat(cancelled.allocate(allocation(9, Allocation.Outcome.FULL, 3), ACT))
                .isEqualTo(Step.NOTHING);
    }

    @Test
    void aNewAllocationInTheSameStatusKeepsTheHistoryShort() {
        Order partly = allocated(approved(), 1, Allocation.Outcome.PARTIAL, 1);
        Order more = allocated(partly, 2, Allocation.Outcome.PARTIAL, 2);

        assertThat(more.transitions()).isEqualTo(partly.transitions());
        assertThat(more.lines().getFirst().sourced()).isEqualTo(2);
    }

    @Test
    void anAllocationOfMoreThanOrderedIsAMistake() {
        assertThatThrownBy(() -> approved().allocate(allocation(1, Allocation.Outcome.FULL, 4), ACT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shippingShortLowersTheTotalToWhatWasShipped() {
        Order partly = allocated(approved(), 1, Allocation.Outcome.PARTIAL, 2);

        assertThat(partly.ship(false, DAY, ACT)).isInstanceOfSatisfying(Step.NotAllowed.class, refused -> assertThat(
                        refused.receipt().inputs())
                .containsEntry("missing", "1"));
        Order shipped = taken(partly.ship(true, DAY, ACT));

        assertThat(shipped.total()).isEqualByComparingTo("20");
        assertThat(shipped.orderedTotal()).isEqualByComparingTo("30");
        assertThat(shipped.lines().getFirst().shortShipped()).isEqualTo(1);
    }

    @Test
    void aBackOrderCannotBeShippedEvenShort() {
        Order waiting = allocated(approved(), 1, Allocation.Outcome.WAITING, 0);

        assertThat(waiting.ship(true, DAY, ACT)).isInstanceOf(Step.NotAllowed.class);
    }

    @Test
    void theSaleCountsOnTheDayOfDelivery() {
        Order delivered = taken(taken(confirmed().ship(false, DAY, ACT)).deliver(DAY.plusDays(3), ACT));

        assertThat(delivered.dates().recognisedOn()).isEqualTo(DAY.plusDays(3));
    }

    @Test
    void anOrderGoesAllTheWayToPaidAndTellsEachStep() {
        Order shipped = taken(confirmed().ship(false, DAY, ACT));
        Order paid = taken(taken(taken(shipped.deliver(DAY, ACT)).invoice(ACT)).pay(ACT));

        assertThat(paid.transitions())
                .extracting(Transition::to)
                .containsExactly(
                        OrderStatus.SUBMITTED,
                        OrderStatus.APPROVED,
                        OrderStatus.CONFIRMED,
                        OrderStatus.SHIPPED,
                        OrderStatus.DELIVERED,
                        OrderStatus.INVOICED,
                        OrderStatus.PAID);
        assertThat(paid.transitions().stream().skip(1).map(step -> step.to().eventType()))
                .containsExactly(
                        "OrderApproved",
                        "OrderSourced",
                        "OrderShipped",
                        "OrderDelivered",
                        "OrderInvoiced",
                        "OrderPaid");
        assertThat(paid.pay(ACT)).isEqualTo(Step.NOTHING);
        assertThat(OrderSnapshot.of(paid).lines().getFirst().shipped()).isEqualTo(3);
    }

    @Test
    void aHeldOrderMayBeRefusedAndThenNothingElse() {
        Order held = taken(submitted().decide(CreditDecision.held(Receipt.of("R", "pay")), ACT));
        Order refused = taken(held.refuse(ACT));

        assertThat(refused.status()).isEqualTo(OrderStatus.REFUSED);
        assertThat(refused.release(ACT)).isInstanceOfSatisfying(Step.NotAllowed.class, step -> assertThat(
                        step.receipt().remedy())
                .isEqualTo("It has reached its end."));
        assertThat(held.deliver(DAY, ACT)).isInstanceOfSatisfying(Step.NotAllowed.class, step -> assertThat(
                        step.receipt().remedy())
                .contains("APPROVED", "REFUSED", "CANCELLED"));
    }

    @Test
    void onlyTheDistributionChannelNeedsCredit() {
        assertThat(submitted().needsCredit()).isTrue();
        assertThat(ordered(Channel.DIRECT, 1).needsCredit()).isFalse();
    }

    @Test
    void anOrderHasAtLeastOneLineAndNotMoreThanHistoryBrings() {
        assertThat(ordered(Channel.DIRECT, Order.MAX_RECORDED_LINES).lines()).hasSize(Order.MAX_RECORDED_LINES);
        assertThatThrownBy(() -> ordered(Channel.DIRECT, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ordered(Channel.DIRECT, Order.MAX_RECORDED_LINES + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineServesWhatWasOrderedAndNotMore() {
        assertThat(line(OrderLine.MAX_QUANTITY, 0, 0).quantity()).isEqualTo(OrderLine.MAX_QUANTITY);
        assertThat(line(3, 2, 1).shortShipped()).isEqualTo(1);
        assertThatThrownBy(() -> line(3, 2, 2)).hasMessageContaining("more than was ordered");
        assertThatThrownBy(() -> line(OrderLine.MAX_QUANTITY + 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void historyNeverMoves() {
        Order live = confirmed();
        Order history = new Order(
                live.id(),
                live.number(),
                live.parties(),
                live.status(),
                true,
                live.dates(),
                live.currency(),
                live.lines(),
                null,
                null,
                0,
                List.of(),
                ReturnClaims.NONE);

        assertThat(history.cancel(ACT))
                .isInstanceOfSatisfying(Step.NotAllowed.class, refused -> assertThat(refused.code())
                        .isEqualTo("history-order"));
    }

    @Test
    void theHistoryIsBoundedAndKeepsItsBeginning() {
        Order order = approved();
        for (int version = 1; version < 300; version++) {
            boolean even = version % 2 == 0;
            order = allocated(
                    order, version, even ? Allocation.Outcome.FULL : Allocation.Outcome.WAITING, even ? 3 : 0);
        }

        assertThat(order.transitions()).hasSize(Order.MAX_TRANSITIONS);
        assertThat(order.transitions().getFirst().to()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void idsAreVersionFiveUuidsAndNumbersAreReadable() {
        String id = OrderIds.submitted("D1", "key");

        assertThat(java.util.UUID.fromString(id).version()).isEqualTo(5);
        assertThat(id).isEqualTo(OrderIds.submitted("D1", "key")).isNotEqualTo(OrderIds.submitted("D1k", "ey"));
        assertThat(OrderIds.number(id, DAY, false)).matches("Q-20260115-[0-9A-Z]{6}");
        assertThat(OrderIds.number(id, DAY, true)).matches("Q-20260115-[0-9A-Z]{12}");
    }

    /** They are derived from what others have stored: another way to derive them would lose every repeat. */
    @Test
    void idsAndNumbersNeverChange() {
        String id = "aa6ad2a1-a6d6-52b0-854d-fb1f6da1f4e4";

        assertThat(OrderIds.submitted("D1", "key")).isEqualTo(id);
        assertThat(OrderIds.recorded("Q-7")).isEqualTo("cee80c70-d543-5c54-95d7-965a75b0e2fe");
        assertThat(OrderIds.number(id, DAY, true)).isEqualTo("Q-20260115-47X3TPX3VFKA");
    }

    @Test
    void dealersPayTheDealerPriceIfThereIsOne() {
        Product both = product("10", "6");
        assertThat(both.priceFor(Channel.DISTRIBUTION)).isEqualByComparingTo("6");
        assertThat(both.priceFor(Channel.DIRECT)).isEqualByComparingTo("10");
        assertThat(product("10", null).priceFor(Channel.DISTRIBUTION)).isEqualByComparingTo("10");
        assertThat(product(null, null).priceFor(Channel.DIRECT)).isNull();
        assertThat(product("32.394", null).priceFor(Channel.DIRECT)).isEqualTo(new BigDecimal("32.39"));
        assertThat(product("32.395", null).priceFor(Channel.DIRECT)).isEqualTo(new BigDecimal("32.40"));
        assertThat(product("0.0034", null).priceFor(Channel.DIRECT)).isEqualTo(new BigDecimal("0.01"));
        assertThat(product("0.000", null).priceFor(Channel.DIRECT)).isEqualByComparingTo("0");
    }

    private static Product product(String list, String dealer) {
        return new Product(
                "S",
                "Seat",
                "Road",
                "Parts",
                list == null ? null : new BigDecimal(list),
                dealer == null ? null : new BigDecimal(dealer),
                null,
                "USD",
                Product.Status.ACTIVE);
    }

    private static OrderLine line(int quantity, int shipped, int shortShipped) {
        return new OrderLine(
                1, "S", "Road", quantity, BigDecimal.TEN, BigDecimal.TEN, shipped, shipped, shortShipped, List.of());
    }

    private static Order ordered(Channel channel, int lines) {
        return Order.submitted(
                "id",
                "Q-1",
                new Parties("D1", channel, null, null),
                OrderDates.ordered(DAY, null),
                "USD",
                IntStream.rangeClosed(1, lines)
                        .mapToObj(line -> OrderLine.ordered(line, product("10", null), 3, BigDecimal.TEN))
                        .toList(),
                new Submission("hash", Instant.EPOCH, "dealer"));
    }

    private static Order submitted() {
        return Order.submitted(
                "id",
                "Q-1",
                new Parties("D1", Channel.DISTRIBUTION, null, null),
                OrderDates.ordered(DAY, null),
                "USD",
                List.of(OrderLine.ordered(1, product("10", null), 3, BigDecimal.TEN)),
                new Submission("hash", Instant.EPOCH, "dealer"));
    }

    private static Order approved() {
        return taken(submitted().decide(CreditDecision.APPROVED, ACT));
    }

    private static Order confirmed() {
        return allocated(approved(), 1, Allocation.Outcome.FULL, 3);
    }

    private static Order allocated(Order order, long version, Allocation.Outcome outcome, int reserved) {
        return taken(order.allocate(allocation(version, outcome, reserved), ACT));
    }

    private static Allocation allocation(long version, Allocation.Outcome outcome, int reserved) {
        return new Allocation(
                version,
                outcome,
                List.of(new Allocation.Line(
                        1, reserved, reserved == 0 ? List.of() : List.of(new Source("W", reserved)))));
    }

    private static Order taken(Step step) {
        return ((Step.Taken) step).order();
    }
}
