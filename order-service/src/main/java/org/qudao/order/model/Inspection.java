package org.qudao.order.model;

import java.util.Map;

/**
 * What headquarters found when goods came back.
 *
 * @param warehouse that has the good pieces now
 * @param bySku what is not in it did not come back
 */
public record Inspection(String warehouse, Map<String, Pieces> bySku) {

    /** Pieces that can be sold again, and pieces that cannot. */
    public record Pieces(int good, int damaged) {

        static final Pieces NONE = new Pieces(0, 0);

        long all() {
            return (long) good + damaged;
        }
    }

    public Inspection {
        bySku = Map.copyOf(bySku);
    }

    Pieces of(String sku) {
        return bySku.getOrDefault(sku, Pieces.NONE);
    }
}
