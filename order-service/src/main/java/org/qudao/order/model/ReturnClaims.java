package org.qudao.order.model;

import java.util.HashMap;
import java.util.Map;

/**
 * What returns hold of the lines of an order. It lies in the order itself, so that no two returns get the same piece. A return that
 * gave all back stays here with nothing: a request that is late by then cannot take anything for it.
 *
 * @param byReturn pieces by line, by id of the return
 */
public record ReturnClaims(Map<String, Map<Integer, Integer>> byReturn) {

    public static final ReturnClaims NONE = new ReturnClaims(Map.of());

    /** Of one order, ended ones included; keeps the document small. */
    public static final int MAX_RETURNS = 50;

    public ReturnClaims {
        Map<String, Map<Integer, Integer>> copy = new HashMap<>();
        byReturn.forEach((returnId, pieces) -> {
            if (pieces.values().stream().anyMatch(quantity -> quantity < 1)) {
                throw new IllegalArgumentException("return " + returnId + " holds less than one piece");
            }
            copy.put(returnId, Map.copyOf(pieces));
        });
        byReturn = Map.copyOf(copy);
    }

    public boolean knows(String returnId) {
        return byReturn.containsKey(returnId);
    }

    public boolean isFull() {
        return byReturn.size() >= MAX_RETURNS;
    }

    /** Pieces of a line, of all returns together. */
    public int of(int line) {
        return byReturn.values().stream()
                .mapToInt(pieces -> pieces.getOrDefault(line, 0))
                .sum();
    }

    ReturnClaims claim(String returnId, Map<Integer, Integer> pieces) {
        return with(returnId, pieces);
    }

    /** Never more than the return holds. */
    ReturnClaims keep(String returnId, Map<Integer, Integer> pieces) {
        Map<Integer, Integer> kept = new HashMap<>();
        byReturn.getOrDefault(returnId, Map.of())
                .forEach((line, held) -> kept.put(line, Math.min(held, pieces.getOrDefault(line, 0))));
        kept.values().removeIf(quantity -> quantity == 0);
        return with(returnId, kept);
    }

    private ReturnClaims with(String returnId, Map<Integer, Integer> pieces) {
        Map<String, Map<Integer, Integer>> all = new HashMap<>(byReturn);
        all.put(returnId, pieces);
        return new ReturnClaims(all);
    }
}
