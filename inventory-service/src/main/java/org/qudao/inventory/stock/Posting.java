package org.qudao.inventory.stock;

/** The part of a movement that changes one balance. */
public record Posting(String id, Movement movement, Side side) {

    /** The place whose balance changes. */
    public String place() {
        return side == Side.CREDIT ? movement.to().place() : movement.from().place();
    }

    public String sku() {
        return movement.sku();
    }

    /** By how much this posting changes what somebody counting at the place would find. */
    public long changeOnHand() {
        return change(StockState.AVAILABLE) + change(StockState.RESERVED);
    }

    /** By how much this posting changes the goods in a state: negative when they leave it. */
    public long change(StockState state) {
        long change = 0;
        if (side != Side.CREDIT && movement.from().state() == state) {
            change -= movement.quantity();
        }
        if (side != Side.DEBIT && movement.to().state() == state) {
            change += movement.quantity();
        }
        return change;
    }
}
