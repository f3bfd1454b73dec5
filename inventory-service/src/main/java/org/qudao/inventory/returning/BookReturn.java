package org.qudao.inventory.returning;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.reservation.ReservationStatus;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.inventory.stock.Posting;
import org.qudao.inventory.stock.PostingOutcome;
import org.qudao.inventory.stock.Versioned;
import org.springframework.stereotype.Service;

/**
 * Books goods that came back. That they did is stored first, so a repeat finishes what a crash left. The books may hear of the return
 * before they hear of the delivery: then it waits for it. Goods are there whatever the dealer's book says: what it lacks is found, as
 * in a count, and then it goes.
 */
@Service
final class BookReturn {

    private static final int MAX_ATTEMPTS = 100;

    private final GoodsReturns returns;
    private final Reservations reservations;
    private final Ledger ledger;
    private final Places places;
    private final Counter found;

    BookReturn(GoodsReturns returns, Reservations reservations, Ledger ledger, Places places, MeterRegistry meters) {
        this.returns = returns;
        this.reservations = reservations;
        this.ledger = ledger;
        this.places = places;
        this.found = Counter.builder("qudao.stock.found")
                .description("Pieces that came back although the dealer's book did not have them")
                .register(meters);
    }

    /** @throws IllegalArgumentException when there is no such warehouse */
    void book(GoodsReturn goods) {
        boolean known = places.find(goods.warehouse())
                .filter(place -> place.kind() == Place.Kind.WAREHOUSE)
                .isPresent();
        if (!known) {
            throw new IllegalArgumentException("return " + goods.id() + " came to " + goods.warehouse()
                    + ", which is no warehouse; declare it and replay");
        }
        returns.insert(goods);
        finish(goods.id());
    }

    /** @return false when it still waits for its delivery */
    boolean finish(String id) {
        while (true) {
            Versioned<GoodsReturn> stored = returns.find(id).orElseThrow();
            GoodsReturn goods = stored.value();
            if (goods.stage() == GoodsReturn.Stage.BOOKED) {
                return true;
            }
            if (!isDelivered(goods.orderId())) {
                return false;
            }
            String place = places.ofNode(goods.nodeId()).id();
            goods.movements(place).forEach(movement -> move(goods, movement));
            returns.save(goods.booked(), stored.version());
        }
    }

    private boolean isDelivered(String orderId) {
        return reservations
                .find(orderId)
                .filter(kept -> kept.announced() && kept.reservation().status() == ReservationStatus.DELIVERED)
                .isPresent();
    }

    private void move(GoodsReturn goods, Movement movement) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (ledger.move(movement).isBooked()) {
                return;
            }
            find(goods, movement, attempt);
        }
        throw new IllegalStateException("Others keep taking what return " + goods.id() + " brings");
    }

    /** Somebody may sell what was found before it goes: then more is found, under the next id. */
    private void find(GoodsReturn goods, Movement movement, int attempt) {
        BalanceKey dealer = new BalanceKey(movement.from().place(), movement.sku());
        String id = goods.found(movement, 1, attempt).id();
        // Where nothing is missing nothing will be found under this id, or somebody who stalled would find it when the
        // goods have gone.
        if (ledger.postOrClose(dealer, id, balance -> missing(goods, movement, attempt, balance))
                instanceof PostingOutcome.Posted(Posting posting, Balance after)) {
            found.increment(posting.movement().quantity());
        }
    }

    private static @Nullable Posting missing(GoodsReturn goods, Movement movement, int attempt, Balance balance) {
        long missing = movement.quantity() - balance.available();
        return missing <= 0
                ? null
                : goods.found(movement, Math.toIntExact(missing), attempt)
                        .postings()
                        .getFirst();
    }
}
