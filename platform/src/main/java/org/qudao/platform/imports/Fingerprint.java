package org.qudao.platform.imports;

import java.util.List;

/** FNV-1a of 64 bits over texts, to recognise what was read before; no protection against somebody who wants two to be the same. */
final class Fingerprint {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final char END = '\uffff';

    private Fingerprint() {}

    static long of(String text) {
        return of(BASIS, text);
    }

    /** Of what came before and a row of cells. */
    static long of(long before, List<String> cells) {
        long fingerprint = before;
        for (String cell : cells) {
            fingerprint = of(fingerprint, cell);
        }
        return (fingerprint ^ cells.size()) * PRIME;
    }

    private static long of(long before, String text) {
        long fingerprint = before;
        for (int i = 0; i < text.length(); i++) {
            fingerprint = (fingerprint ^ text.charAt(i)) * PRIME;
        }
        return (fingerprint ^ END) * PRIME;
    }
}
