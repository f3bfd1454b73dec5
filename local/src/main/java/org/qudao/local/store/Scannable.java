package org.qudao.local.store;

/** An index that {@link Plan} can scan. */
interface Scannable {

    IndexMap scans();

    boolean needsWholeKey();
}
