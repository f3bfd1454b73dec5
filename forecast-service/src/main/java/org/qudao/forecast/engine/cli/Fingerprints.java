package org.qudao.forecast.engine.cli;

/** A set of random numbers in 16 to 32 bytes each: open addressing (Knuth, The Art of Computer Programming, vol. 3, section 6.4), at most half full. */
final class Fingerprints {
    /** Marks an empty place; zero itself is kept apart. */
    private static final long EMPTY = 0;

    private long[] places = new long[1_024];
    private int size;
    private boolean hasEmpty;

    /** @return whether it was not in the set */
    boolean add(long fingerprint) {
        if (fingerprint == EMPTY) {
            boolean isNew = !hasEmpty;
            hasEmpty = true;
            return isNew;
        }
        int place = place(places, fingerprint);
        if (places[place] == fingerprint) {
            return false;
        }
        places[place] = fingerprint;
        size++;
        if (2 * size > places.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * places.length];
        for (long fingerprint : places) {
            if (fingerprint != EMPTY) {
                larger[place(larger, fingerprint)] = fingerprint;
            }
        }
        places = larger;
    }

    /** Where it stands, or where it belongs. */
    private static int place(long[] places, long fingerprint) {
        int place = (int) fingerprint & (places.length - 1);
        while (places[place] != EMPTY && places[place] != fingerprint) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }
}
