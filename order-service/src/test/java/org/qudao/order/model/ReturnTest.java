package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReturnTest {

    private static final Act ACT = new Act(Instant.EPOCH, "tester", "because");
    private static final LocalDate DAY = LocalDate.parse("2026-01-15");
    private static final ReturnPolicy POLICY = new ReturnPolicy(30, new BigDecimal("0.5"));

    @Test
    void everyEndStateLeadsNowhereAndNothingBecomesSubmitted() {
        for (ReturnStatus status : ReturnStatus.values()) {
            assertThat(status.next()).doesNotContain(status, ReturnStatus.SUBMITTED);
            assertThat(status.next().isEmpty()).isEqualTo(status.holdsNothing() || status == ReturnStatus.CREDITED);
        }
    }

    @Test
    void goesFromRequestToCreditAndCreditsGoodAndDamagedAlike() {
        Return approved = taken(requested(5).approve(ACT));
        Return received = taken(approved.receive(inspection(2, 1), DAY.plusDays(3), ACT));
        Return credited = taken(received.credit(DAY.plusDays(4), ACT));

        assertThat(approved.amount()).isEqualByComparingTo("0");
        assertThat(received.received()).isEqualTo(Map.of(1, 3));
        assertThat(credited.amount()).isEqualByComparingTo("30.03");
        assertThat(credited.creditedOn()).isEqualTo(DAY.plusDays(4));
        assertThat(credited.transitions())
                .extracting(ReturnTransition::to)
                .containsExactly(
                        ReturnStatus.SUBMITTED,
                        ReturnStatus.REQUESTED,
                        ReturnStatus.APPROVED,
                        ReturnStatus.RECEIVED,
                        ReturnStatus.CREDITED);
    }

    @Test
    void isDecidedOnce() {
        Return rejected = taken(submitted(5).decide(Receipt.of("RETURN.SHARE", "less"), ACT));

        assertThat(rejected.status()).isEqualTo(ReturnStatus.REJECTED);
        assertThat(rejected.decide(null, ACT)).isEqualTo(ReturnStep.NOTHING);
        assertThat(refusal(rejected.approve(ACT))).isEqualTo("illegal-transition");
    }

    @Test
    void isNotReceivedBeforeItIsApproved() {
        assertThat(refusal(requested(5).receive(inspection(1, 0), DAY, ACT))).isEqualTo("illegal-transition");
    }

    @Test
    void isNotWithdrawnOnceItIsApprovedButStillRejected() {
        Return approved = taken(requested(5).approve(ACT));

        assertThat(refusal(approved.withdraw(ACT))).isEqualTo("illegal-transition");
        assertThat(taken(approved.reject(ACT)).status()).isEqualTo(ReturnStatus.REJECTED);
    }

    @Test
    void nothingElseAndNoMoreComesBackThanWasApproved() {
        Return approved = taken(requested(5).approve(ACT));

        assertThat(refusal(approved.receive(inspection(5, 1), DAY, ACT))).isEqualTo("more-than-approved");
        assertThat(refusal(
                        approved.receive(new Inspection("W1", Map.of("OTHER", new Inspection.Pieces(1, 0))), DAY, ACT)))
                .isEqualTo("more-than-approved");
        assertThat(refusal(approved.receive(inspection(0, 0), DAY, ACT))).isEqualTo("nothing-received");
    }

    @Test
    void theSameReceiptAgainChangesNothingAndAnotherOneIsRefused() {
        Return received = taken(taken(requested(5).approve(ACT)).receive(inspection(2, 1), DAY, ACT));
        Return credited = taken(received.credit(DAY, ACT));

        assertThat(received.receive(inspection(2, 1), DAY, ACT)).isEqualTo(ReturnStep.NOTHING);
        assertThat(credited.receive(inspection(2, 1), DAY.plusDays(1), ACT)).isEqualTo(ReturnStep.NOTHING);
        assertThat(refusal(credited.receive(inspection(1, 2), DAY, ACT))).isEqualTo("received-otherwise");
        assertThat(credited.credit(DAY.plusDays(9), ACT)).isEqualTo(ReturnStep.NOTHING);
    }

    @Test
    void theShareHoldsOverAllReturnsOfTheOrder() {
        Order order = claimed(delivered(10), "R1", 3);

        assertThat(rule(order.claim("R2", Map.of(1, 3), DAY, POLICY))).isEqualTo("RETURN.SHARE");
        Order both = claimed(order, "R2", 2);
        assertThat(both.returned().of(1)).isEqualTo(5);
        assertThat(rule(both.claim("R3", Map.of(1, 1), DAY, POLICY))).isEqualTo("RETURN.SHARE");
    }

    @Test
    void theShareIsRoundedDown() {
        assertThat(rule(delivered(3).claim("R1", Map.of(1, 2), DAY, POLICY))).isEqualTo("RETURN.SHARE");
        assertThat(rule(delivered(1).claim("R1", Map.of(1, 1), DAY, POLICY))).isEqualTo("RETURN.SHARE");
        assertThat(claimed(delivered(3), "R1", 1).returned().of(1)).isEqualTo(1);
    }

    @Test
    void theWindowEndsAfterItsLastDay() {
        Order order = delivered(10);

        assertThat(order.claim("R1", Map.of(1, 1), DAY.plusDays(30), POLICY)).isInstanceOf(Step.Taken.class);
        assertThat(rule(order.claim("R1", Map.of(1, 1), DAY.plusDays(31), POLICY)))
                .isEqualTo("RETURN.WINDOW");
    }

    @Test
    void onlyWhatADealerWasDeliveredComesBack() {
        Order shipped = step(confirmed(10, Channel.DISTRIBUTION).ship(false, DAY, ACT));
        Order direct =
                step(step(confirmed(10, Channel.DIRECT).ship(false, DAY, ACT)).deliver(DAY, ACT));

        assertThat(rule(shipped.claim("R1", Map.of(1, 1), DAY, POLICY))).isEqualTo("RETURN.NOT_DELIVERED");
        assertThat(rule(direct.claim("R1", Map.of(1, 1), DAY, POLICY))).isEqualTo("RETURN.DIRECT_CHANNEL");
    }

    @Test
    void aReturnHoldsItsPiecesOnceAndNeverAgainAfterItGaveThemBack() {
        Order order = claimed(delivered(10), "R1", 3);

        assertThat(order.claim("R1", Map.of(1, 2), DAY, POLICY)).isEqualTo(Step.NOTHING);
        Order back = step(order.keepReturned("R1", Map.of()));
        assertThat(back.returned().of(1)).isZero();
        assertThat(back.keepReturned("R1", Map.of())).isEqualTo(Step.NOTHING);
        assertThat(back.claim("R1", Map.of(1, 3), DAY, POLICY)).isEqualTo(Step.NOTHING);
        assertThat(claimed(back, "R2", 5).returned().of(1)).isEqualTo(5);
    }

    @Test
    void whatEndedBeforeItHeldAnythingNeverHoldsAnything() {
        Order order = step(delivered(10).keepReturned("R1", Map.of()));

        assertThat(order.claim("R1", Map.of(1, 3), DAY, POLICY)).isEqualTo(Step.NOTHING);
    }

    @Test
    void whatDidNotComeBackCanBeReturnedLater() {
        Order order = step(claimed(delivered(10), "R1", 5).keepReturned("R1", Map.of(1, 3)));

        assertThat(order.returned().of(1)).isEqualTo(3);
        assertThat(step(order.keepReturned("R1", Map.of(1, 2))).returned().of(1))
                .isEqualTo(2);
        assertThat(order.keepReturned("R1", Map.of(1, 5))).as("never more").isEqualTo(Step.NOTHING);
    }

    @Test
    void anOrderHasABoundedNumberOfReturns() {
        Order order = delivered(1_000);
        for (int i = 0; i < ReturnClaims.MAX_RETURNS; i++) {
            order = step(claimed(order, "R" + i, 1).keepReturned("R" + i, Map.of()));
        }

        assertThat(rule(order.claim("more", Map.of(1, 1), DAY, POLICY))).isEqualTo("RETURN.TOO_MANY");
    }

    private static Order confirmed(int quantity, Channel channel) {
        Product product = new Product(
                "BK-1", "Bike", "Road", "Bikes", null, new BigDecimal("10.01"), null, "USD", Product.Status.ACTIVE);
        Order submitted = Order.submitted(
                "O1",
                "Q-1",
                new Parties("D1", channel, null, null),
                OrderDates.ordered(DAY, null),
                "USD",
                List.of(OrderLine.ordered(1, product, quantity, new BigDecimal("10.01"))),
                new Submission("hash", Instant.EPOCH, "dealer"));
        Order approved = step(submitted.decide(CreditDecision.APPROVED, ACT));
        Allocation full = new Allocation(
                1,
                Allocation.Outcome.FULL,
                List.of(new Allocation.Line(1, quantity, List.of(new Source("W1", quantity)))));
        return step(approved.allocate(full, ACT));
    }

    private static Order delivered(int quantity) {
        return step(step(confirmed(quantity, Channel.DISTRIBUTION).ship(false, DAY, ACT))
                .deliver(DAY, ACT));
    }

    private static Order claimed(Order order, String returnId, int quantity) {
        return step(order.claim(returnId, Map.of(1, quantity), DAY, POLICY));
    }

    private static Return submitted(int quantity) {
        Order order = delivered(10);
        return Return.submitted(
                "R1",
                order,
                List.of(ReturnLine.requested(order.lines().getFirst(), quantity)),
                "unsold",
                DAY,
                new Submission("hash", Instant.EPOCH, "dealer"));
    }

    private static Return requested(int quantity) {
        return taken(submitted(quantity).decide(null, ACT));
    }

    private static Inspection inspection(int good, int damaged) {
        return new Inspection("W1", Map.of("BK-1", new Inspection.Pieces(good, damaged)));
    }

    private static Return taken(ReturnStep step) {
        return ((ReturnStep.Taken) step).next();
    }

    private static Order step(Step step) {
        return ((Step.Taken) step).order();
    }

    private static @Nullable String refusal(ReturnStep step) {
        return step instanceof ReturnStep.NotAllowed refused ? refused.code() : null;
    }

    private static @Nullable String rule(Step step) {
        return step instanceof Step.NotAllowed refused ? refused.receipt().ruleId() : null;
    }
}
