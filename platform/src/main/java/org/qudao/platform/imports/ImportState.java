package org.qudao.platform.imports;

/** How far an import has come. */
enum ImportState {
    /** Its rows are being read and stored. */
    RUNNING,
    /** Every row is stored, unchanged or in the reject file. */
    FINISHED,
    /** The sender broke off; sent again with the same id it continues. */
    INTERRUPTED,
    /** It could not go on, see the problem; sent again with the same id it continues. */
    FAILED
}
