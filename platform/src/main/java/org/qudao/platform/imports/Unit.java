package org.qudao.platform.imports;

/**
 * What {@link RowImport#read} made of one row or one group of rows.
 *
 * @param firstRow number of the first row, see {@link Row#number}
 */
public record Unit<R>(long firstRow, R value) {}
