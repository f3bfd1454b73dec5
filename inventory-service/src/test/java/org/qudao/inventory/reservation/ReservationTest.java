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
                .plan(List.of(Allocation.planned(1, "BIKE", "W1", 5, 1, "only one")), DAY);
        Reservation refused = planned.after((Step.Book) planned.next(), false);
        Reservation again = refused.plan(List.of(Allocation.planned(1, "BIKE", "W1", 5, 2, "only one")), DAY);

        assertThat(refused.status()).isEqualTo(ReservationStatus.WAITING);
        assertThat(((Step.Book) again.next()).movement().id()).isEqualTo("order:O1:1:reserve:W1:2");
    }

    private static Reservation taken(Reservation reservation, int quantity) {
        Reservation planned = reservation.plan(
                List.of(Allocation.planned(1, "BIKE", "W1", quantity, 1, "priority 1, " + quantity + " available")),
                DAY);
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
