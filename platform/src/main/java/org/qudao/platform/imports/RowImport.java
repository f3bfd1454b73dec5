package org.qudao.platform.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of data that can be imported at {@code /api/v1/imports/<kind>}; declare it as a bean.
 *
 * <p>The file is read in units: single rows, or consecutive rows with the same {@link #groupBy} value. A unit is stored as a
 * whole or rejected as a whole. Storing must be idempotent: after a crash, and when somebody sends the same file again, the
 * same units come a second time and must end as {@link Outcome#UNCHANGED}.
 *
 * @param <R> what a unit becomes
 */
public interface RowImport<R> {

    /** Last segment of the path, for example {@code credit-accounts}. */
    String kind();

    /** One or two sentences for the person who writes the file. */
    String description();

    /** The header row, in the order of the template; the file may order them otherwise and leave optional ones out. */
    List<Column> columns();

    /** The column whose consecutive equal values make one unit, or null when every row is one. */
    default @Nullable String groupBy() {
        return null;
    }

    /** Units handed to {@link #store} at once. */
    default int batchSize() {
        return 500;
    }

    /** A unit with more rows than this is rejected. */
    default int maxRowsPerUnit() {
        return 1_000;
    }

    /**
     * Makes the value of a unit. Only rows whose columns all have their declared type come here; what is wrong beyond that is
     * noted with {@link Row#reject}, after which the returned value is not used. An {@link IllegalArgumentException} of a value
     * type that checks itself rejects the unit with the rule {@code invalid} and the exception's message.
     *
     * @param unit at least one row
     */
    R read(List<Row> unit);

    /**
     * Stores a batch and says for each unit, in the same order, what became of it. Two units of a batch may have the same
     * key. An exception stops the import (state {@code FAILED}); sent again with the same {@code Import-Id} it continues with
     * this batch.
     */
    List<Outcome> store(List<Unit<R>> batch);
}
