package org.qudao.platform.imports;

/**
 * What has become of the rows so far. A unit is a row, or the rows that belong together; {@code units = inserted + updated +
 * unchanged + rejected}.
 *
 * @param rows rows of the file, without the header
 * @param lastRow number of the last of them, see {@link Row#number}
 * @param rejectsListed how many lines the reject file has; it is cut at a bound, the counts are not
 */
record ImportCounts(
        long rows, long lastRow, long inserted, long updated, long unchanged, long rejected, long rejectsListed) {

    static final ImportCounts NONE = new ImportCounts(0, 1, 0, 0, 0, 0, 0);

    long units() {
        return inserted + updated + unchanged + rejected;
    }

    ImportCounts plus(ImportCounts batch) {
        return new ImportCounts(
                rows + batch.rows,
                batch.lastRow,
                inserted + batch.inserted,
                updated + batch.updated,
                unchanged + batch.unchanged,
                rejected + batch.rejected,
                rejectsListed + batch.rejectsListed);
    }
}
