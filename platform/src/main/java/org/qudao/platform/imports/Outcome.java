package org.qudao.platform.imports;

/** What became of one unit of an import. */
public sealed interface Outcome {

    /** It was not there before. */
    Outcome INSERTED = Stored.INSERTED;

    /** It was there with other content, which was replaced. */
    Outcome UPDATED = Stored.UPDATED;

    /** It was there with the same content. */
    Outcome UNCHANGED = Stored.UNCHANGED;

    /**
     * Refused by a rule of the service.
     *
     * @param rule stable word in kebab case, for example {@code duplicate-number}
     * @param message what would be right, for a person
     */
    static Outcome rejected(String column, String rule, String message) {
        return new Rejected(0, column, rule, message);
    }

    /**
     * Refused because of one row inside the unit.
     *
     * @param rowInUnit 0 is the unit's first row
     */
    static Outcome rejected(int rowInUnit, String column, String rule, String message) {
        return new Rejected(rowInUnit, column, rule, message);
    }

    /**
     * Refused because the service does not know what the column names, perhaps only not yet: services learn of each other's
     * data by events. The rule is {@code unknown-<thing>}.
     *
     * @param thing for example {@code node}
     */
    static Outcome unknown(String column, String thing, String id) {
        return unknown(0, column, thing, id);
    }

    /** As {@link #unknown(String, String, String)}, for one row inside the unit. */
    static Outcome unknown(int rowInUnit, String column, String thing, String id) {
        return new Rejected(
                rowInUnit,
                column,
                "unknown-" + thing,
                "%s %s is not known here (yet): import it first; if you just did, send the file again in a moment"
                        .formatted(thing, id));
    }

    /** The unit is in the store. */
    enum Stored implements Outcome {
        /** It was not there before. */
        INSERTED,
        /** It was there with other content, which was replaced. */
        UPDATED,
        /** It was there with the same content. */
        UNCHANGED
    }

    /** The unit is not in the store and will be listed in the reject file. */
    record Rejected(int rowInUnit, String column, String rule, String message) implements Outcome {}
}
