package org.qudao.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.reservation.Step.Act;
import org.qudao.inventory.stock.Account;

class ReservationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @Test
    void aCancellationThatComesBeforeTheApprovalKeepsNothing() {
        Reservation reservation = Reservation.of(news(3, Goal.GIVE_BACK, 0)).accept(news(2, Goal.KEEP, 0));

        assertThat(reservation.next()).isEqualTo(new Step.Nothing());
        assertThat(reservation.status()).isEqualTo(ReservationStatus.RELEASED);
    }

    @Test
    void whatIsShortShippedGoesBackToTheFreeStock() {
        Reservation kept = taken(Reservation.of(news(2, Goal.KEEP, 0)), 5);

        Reservation shipping = kept.accept(news(3, Goal.SHIP, 3)).sendingTo("D1");
        Step.Book send = (Step.Book) shipping.next();
        Step.Book rest = (Step.Book) shipping.after(send, true).next();

        assertThat(send.movement().to()).isEqualTo(Account.inTransit("D1"));
        assertThat(send.movement().quantity()).isEqualTo(3);
        assertThat(rest.act()).isEqualTo(Act.GIVE_BACK);
        assertThat(rest.movement().quantity()).isEqualTo(2);
        assertThat(shipping.after(send, true).after(rest, true).status()).isEqualTo(ReservationStatus.SHIPPED);
    }

    @Test
    void aDeliveryHeardOfFirstIsShippedAndArrives() {
        Reservation delivering = taken(Reservation.of(news(2, Goal.KEEP, 0)), 5)
                .accept(news(4, Goal.DELIVER, 5))
                .sendingTo("D1");

        Step.Book send = (Step.Book) delivering.next();
        Step.Book arrive = (Step.Book) delivering.after(send, true).next();

        assertThat(send.act()).isEqualTo(Act.SEND);
        assertThat(arrive.act()).isEqualTo(Act.ARRIVE);
        assertThat(arrive.movement().to()).isEqualTo(Account.available("D1"));
    }

    @Test
    void partOfALineMayWait() {
        Reservation partial = taken(Reservation.of(news(2, Goal.KEEP, 0)), 2);

        assertThat(partial.status()).isEqualTo(ReservationStatus.PARTIAL);
        assertThat(partial.needs()).containsExactly(new Step.Need(1, "BIKE", 3));
        assertThat(ReservationChanged.of(partial).lines().getFirst().reason())
                .startsWith("3 of 5 wait")
                .contains("2 from W1");
    }

    @Test
    void anAllocationThatCameTooLateIsPlannedAgainUnderAnotherId() {
        Reservation planned = Reservation.of(news(2, Goal.KEEP, 0))
                .plan(List.of(Allocation.planned(1, "BIKE", "W1", 5, 1, "only one", 9)), DAY);
        Reservation refused = planned.after((Step.Book) planned.next(), false);
        Reservation again = refused.plan(List.of(Allocation.planned(1, "BIKE", "W1", 5, 2, "only one", 9)), DAY);

        assertThat(refused.status()).isEqualTo(ReservationStatus.WAITING);
        assertThat(((Step.Book) again.next()).movement().id()).isEqualTo("order:O1:1:reserve:W1:2");
    }

    @Test
    void theSameOrOlderNewsChangeNothing() {
        Reservation kept = taken(Reservation.of(news(3, Goal.KEEP, 0)), 5);

        assertThat(kept.accept(news(3, Goal.GIVE_BACK, 0))).isSameAs(kept);
        assertThat(kept.accept(news(2, Goal.GIVE_BACK, 0))).isSameAs(kept);
    }

    @Test
    void anOrderKeepsItsPlaceInTheQueueAndCountsItsPlans() {
        OrderNews later = news(3, Goal.KEEP, 0);
        OrderNews earlier =
                new OrderNews("O1", 4, "D1", false, Goal.KEEP, later.since().minusSeconds(9), DAY, later.lines());
        Reservation reservation = Reservation.of(later);

        assertThat(reservation.accept(earlier).since()).isEqualTo(earlier.since());
        assertThat(Reservation.of(earlier).accept(news(5, Goal.KEEP, 0)).since())
                .isEqualTo(earlier.since());
        assertThat(reservation.plan(List.of(), DAY).plan(List.of(), DAY).attempts())
                .isEqualTo(2);
    }

    @Test
    void whatIsSentOfALineIsSpreadOverItsWarehousesInTheirOrder() {
        Reservation kept = everythingTaken(Reservation.of(twoLines(2, Goal.KEEP, 0, 0))
                .plan(
                        List.of(
                                Allocation.planned(1, "BIKE", "W1", 2, 1, "nearest", 9),
                                Allocation.planned(2, "HELMET", "W1", 4, 1, "nearest", 9),
                                Allocation.planned(1, "BIKE", "W2", 3, 1, "the rest", 9)),
                        DAY));
        assertThat(ReservationChanged.of(kept).lines().getFirst().sources())
                .containsExactly(new ReservationChanged.Source("W1", 2), new ReservationChanged.Source("W2", 3));

        Reservation shipped =
                everythingTaken(kept.accept(twoLines(3, Goal.SHIP, 4, 4)).sendingTo("D1"));

        assertThat(shipped.shippedOf(1)).isEqualTo(4);
        assertThat(shipped.shippedOf(2)).isEqualTo(4);
        assertThat(ReservationChanged.of(shipped).lines().getFirst().sources())
                .containsExactly(new ReservationChanged.Source("W1", 2), new ReservationChanged.Source("W2", 2));
        assertThat(shipped.sourcesOf(2)).extracting(Allocation::place).containsExactly("W1");
    }

    @Test
    void whatIsSentAlreadyIsNotSentFromTheNextWarehouse() {
        Reservation kept = everythingTaken(Reservation.of(twoLines(2, Goal.KEEP, 0, 0))
                .plan(
                        List.of(
                                Allocation.planned(1, "BIKE", "W1", 2, 1, "nearest", 9),
                                Allocation.planned(1, "BIKE", "W2", 3, 1, "the rest", 9)),
                        DAY));

        Reservation shipped =
                everythingTaken(kept.accept(twoLines(3, Goal.SHIP, 2, 0)).sendingTo("D1"));

        assertThat(shipped.shippedOf(1)).isEqualTo(2);
        assertThat(shipped.sourcesOf(1)).extracting(Allocation::place).containsExactly("W1");
    }

    @Test
    void moreSentThanWasKeptIsSaid() {
        Reservation shipped = everythingTaken(taken(Reservation.of(news(2, Goal.KEEP, 0)), 2)
                .accept(news(3, Goal.SHIP, 5))
                .sendingTo("D1"));

        assertThat(shipped.shippedWithoutStock(shipped.lines().getFirst())).isEqualTo(3);
        assertThat(ReservationChanged.of(shipped).lines().getFirst().reason())
                .isEqualTo("3 of 5 were shipped without being reserved; the ledger does not follow them");
        Reservation cancelled = taken(Reservation.of(news(2, Goal.KEEP, 5)), 2);
        assertThat(cancelled.shippedWithoutStock(cancelled.lines().getFirst())).isZero();
    }

    @Test
    void aLineThatIsKeptInFullSaysWhereAndOneThatNobodyHasSaysThatItWaits() {
        Reservation kept = everythingTaken(Reservation.of(twoLines(2, Goal.KEEP, 0, 0))
                .plan(List.of(Allocation.planned(1, "BIKE", "W1", 5, 1, "nearest", 9)), DAY));
        ReservationChanged told = ReservationChanged.of(kept);

        assertThat(told.lines().get(0).waiting()).isZero();
        assertThat(told.lines().get(0).reason()).isEqualTo("5 from W1: nearest, 9 available");
        assertThat(ReservationChanged.withoutStock(kept).lines().get(0).reason())
                .isEqualTo("5 from W1: nearest");
        assertThat(told.lines().get(1).waiting()).isEqualTo(4);
        assertThat(told.lines().get(1).sources()).isEmpty();
        assertThat(told.lines().get(1).reason()).isEqualTo("4 of 4 wait: no sourcing warehouse has more");
        Reservation released = everythingTaken(kept.accept(twoLines(3, Goal.GIVE_BACK, 0, 0)));
        assertThat(ReservationChanged.of(released).lines().getFirst().reason()).isNull();
    }

    private static Reservation everythingTaken(Reservation reservation) {
        Reservation current = reservation;
        while (current.next() instanceof Step.Book step) {
            current = current.after(step, true);
        }
        return current;
    }

    private static OrderNews twoLines(int version, Goal goal, int shipFirst, int shipSecond) {
        return new OrderNews(
                "O1",
                version,
                "D1",
                false,
                goal,
                Instant.parse("2026-01-15T10:00:00Z"),
                DAY,
                List.of(new OrderNews.Line(1, "BIKE", 5, shipFirst), new OrderNews.Line(2, "HELMET", 4, shipSecond)));
    }

    private static Reservation taken(Reservation reservation, int quantity) {
        Reservation planned = reservation.plan(
                List.of(Allocation.planned(1, "BIKE", "W1", quantity, 1, "priority 1", quantity)), DAY);
        return planned.after((Step.Book) planned.next(), true);
    }

    private static OrderNews news(int version, Goal goal, int toShip) {
        return new OrderNews(
                "O1",
                version,
                "D1",
                false,
                goal,
                Instant.parse("2026-01-15T10:00:00Z"),
                DAY,
                List.of(new OrderNews.Line(1, "BIKE", 5, toShip)));
    }
}
