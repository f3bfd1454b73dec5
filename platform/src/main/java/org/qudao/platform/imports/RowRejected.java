package org.qudao.platform.imports;

/** The fault is already noted at the row; throwing this out of {@link RowImport#read} only ends the reading of the unit. */
public final class RowRejected extends RuntimeException {

    RowRejected(String message) {
        super(message, null, false, false);
    }
}
