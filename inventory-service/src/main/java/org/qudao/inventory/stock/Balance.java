package org.qudao.inventory.stock;

/** Goods of one item at one place, by state. Never negative. */
public record Balance(long available, long reserved, long inTransit) {

    public static final Balance ZERO = new Balance(0, 0, 0);

    public Balance {
        if (available < 0 || reserved < 0 || inTransit < 0) {
            throw new IllegalArgumentException("Negative balance: " + available + ", " + reserved + ", " + inTransit);
        }
    }

    /** What a posting does to a balance. */
    public sealed interface Decision {
        record Changed(Balance balance) implements Decision {}

        /** The goods to take are not there; nothing changes. */
        record Insufficient(StockState state, long onHand) implements Decision {}
    }

    public Decision decide(Posting posting) {
        for (StockState state : StockState.values()) {
            if (state != StockState.EXTERNAL && in(state) + posting.change(state) < 0) {
                return new Decision.Insufficient(state, in(state));
            }
        }
        return new Decision.Changed(new Balance(
                Math.addExact(available, posting.change(StockState.AVAILABLE)),
                Math.addExact(reserved, posting.change(StockState.RESERVED)),
                Math.addExact(inTransit, posting.change(StockState.IN_TRANSIT))));
    }

    public long in(StockState state) {
        return switch (state) {
            case AVAILABLE -> available;
            case RESERVED -> reserved;
            case IN_TRANSIT -> inTransit;
            case EXTERNAL -> 0;
        };
    }

    /** What somebody counting at the place finds: goods on the way are not there yet. */
    public long onHand() {
        return available + reserved;
    }

    public Balance plus(Balance other) {
        return new Balance(available + other.available, reserved + other.reserved, inTransit + other.inTransit);
    }
}
