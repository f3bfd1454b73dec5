package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

        assertThat(partly.ship(false, DAY, ACT)).isInstanceOf(Step.NotAllowed.class);
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
                List.of());

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

    @Test
    void dealersPayTheDealerPriceIfThereIsOne() {
        Product both = product("10", "6");
        assertThat(both.priceFor(Channel.DISTRIBUTION)).isEqualByComparingTo("6");
        assertThat(both.priceFor(Channel.DIRECT)).isEqualByComparingTo("10");
        assertThat(product("10", null).priceFor(Channel.DISTRIBUTION)).isEqualByComparingTo("10");
        assertThat(product(null, null).priceFor(Channel.DIRECT)).isNull();
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
