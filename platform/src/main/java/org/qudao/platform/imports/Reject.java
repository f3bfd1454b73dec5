package org.qudao.platform.imports;

/**
 * One line of the reject file.
 *
 * @param row as a spreadsheet counts, see {@link Row#number}
 * @param value the cell as it was sent, shortened
 */
record Reject(long row, String column, String rule, String value, String message) {

    private static final int MAX_VALUE_LENGTH = 200;

    Reject {
        if (value.length() > MAX_VALUE_LENGTH) {
            value = value.substring(0, MAX_VALUE_LENGTH) + "…";
        }
    }
}
