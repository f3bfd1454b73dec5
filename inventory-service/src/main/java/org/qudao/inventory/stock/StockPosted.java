package org.qudao.inventory.stock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A posting as it is told to others and written into the ledger.
 *
 * @param movementId the movement; two postings of a movement between places carry the same one
 * @param postingId unique
 * @param place whose balance changed
 * @param balance after the posting
 * @param sourcing orders may be served from the place, as it was known when this was posted; null in what was told by a version that did
 *     not say so. A place that changes tells it with its next movements only: there is no event of places.
 */
public record StockPosted(
        String movementId,
        String postingId,
        String sku,
        String place,
        Side side,
        Account from,
        Account to,
        int quantity,
        Cause cause,
        LocalDate on,
        Balance balance,
        Place.Kind placeKind,
        @Nullable String nodeId,
        @Nullable Boolean sourcing) {

    public static final String TYPE = "StockPosted";

    public static StockPosted of(Posting posting, Balance after, Place place) {
        Movement movement = posting.movement();
        return new StockPosted(
                movement.id(),
                posting.id(),
                movement.sku(),
                place.id(),
                posting.side(),
                movement.from(),
                movement.to(),
                movement.quantity(),
                movement.cause(),
                movement.on(),
                after,
                place.kind(),
                place.nodeId(),
                place.sourcing());
    }

    public Posting posting() {
        return new Posting(postingId, new Movement(movementId, sku, from, to, quantity, cause, on), side);
    }

    /** Goods became free at a warehouse, so an order that waits may be served. */
    public boolean freesGoodsAtWarehouse() {
        return placeKind == Place.Kind.WAREHOUSE && posting().change(StockState.AVAILABLE) > 0;
    }
}
