package org.qudao.platform.imports;

/**
 * What {@link RowImport#read} made of one row or one group of rows.
 *
 * @param firstRow line of the file on which the unit starts; the header is on line 1
 */
public record Unit<R>(long firstRow, R value) {}
