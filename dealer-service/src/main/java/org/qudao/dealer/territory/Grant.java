package org.qudao.dealer.territory;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The right of one node to sell a product line in an area; both dates belong to the period, no end means until further notice. */
public record Grant(
        String id, String nodeId, String productLine, Exclusivity exclusivity, LocalDate from, @Nullable LocalDate to) {

    /** Stands for every product line. */
    public static final String ALL_LINES = "*";

    public Grant {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("a grant cannot end before it starts");
        }
    }

    boolean overlaps(Grant other) {
        return linesMeet(productLine, other.productLine)
                && (to == null || !to.isBefore(other.from))
                && (other.to == null || !other.to.isBefore(from));
    }

    /** Two nodes meet where both may sell the same at the same time and at least one was promised to be alone. */
    boolean conflictsWith(Grant other) {
        return !nodeId.equals(other.nodeId)
                && (exclusivity == Exclusivity.EXCLUSIVE || other.exclusivity == Exclusivity.EXCLUSIVE)
                && overlaps(other);
    }

    boolean sameRightAs(Grant other) {
        return nodeId.equals(other.nodeId) && productLine.equals(other.productLine) && from.equals(other.from);
    }

    boolean sameTermsAs(Grant other) {
        return sameRightAs(other) && exclusivity == other.exclusivity && Objects.equals(to, other.to);
    }

    Grant withId(String newId) {
        return new Grant(newId, nodeId, productLine, exclusivity, from, to);
    }

    Grant endingOn(LocalDate lastDay) {
        return new Grant(id, nodeId, productLine, exclusivity, from, lastDay);
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public boolean covers(String line) {
        return linesMeet(productLine, line);
    }

    /** For messages: {@code dealer D1, Road, exclusive, 2013-01-01 to further notice}. */
    public String inWords() {
        return "%s, %s, %s, %s to %s"
                .formatted(
                        nodeId,
                        productLine.equals(ALL_LINES) ? "all product lines" : productLine,
                        exclusivity.name().toLowerCase(java.util.Locale.ROOT),
                        from,
                        to == null ? "further notice" : to);
    }

    private static boolean linesMeet(String one, String other) {
        return one.equals(ALL_LINES) || other.equals(ALL_LINES) || one.equals(other);
    }
}
