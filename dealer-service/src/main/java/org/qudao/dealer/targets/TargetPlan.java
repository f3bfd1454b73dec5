package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decomposed yearly target. It never changes once made: a correction is another plan, and publishing decides which one counts. */
public record TargetPlan(
        String id,
        int year,
        Measure measure,
        @Nullable String productLine,
        BigDecimal total,
        int basisYear,
        String createdBy,
        Instant createdAt,
        List<PlannedNode> nodes) {

    /** So that a sum of all units fits a long with room to spare. */
    public static final BigDecimal LARGEST_TOTAL = new BigDecimal("1000000000000000");

    public TargetPlan {
        nodes = List.copyOf(nodes);
    }

    /** Units of the measure in the amount, or empty when the amount has a fraction of a unit, is negative or too large. */
    public static Optional<Long> units(BigDecimal amount, Measure measure) {
        if (amount.signum() < 0
                || amount.compareTo(LARGEST_TOTAL) > 0
                || amount.stripTrailingZeros().scale() > measure.decimals()) {
            return Optional.empty();
        }
        return Optional.of(amount.movePointRight(measure.decimals()).longValueExact());
    }

    public BigDecimal amount(long units) {
        return BigDecimal.valueOf(units, measure.decimals());
    }

    /** Which plans compete: one of them is published per year, measure and product line. */
    public String slot() {
        return slot(year, measure, productLine);
    }

    public static String slot(int year, Measure measure, @Nullable String productLine) {
        return year + "." + measure + "." + (productLine == null ? "*" : productLine);
    }

    /** Whether somebody asked for the same plan again. */
    public boolean answers(int askedYear, Measure askedMeasure, @Nullable String line, BigDecimal asked, int basis) {
        return year == askedYear
                && measure == askedMeasure
                && Objects.equals(productLine, line)
                && total.compareTo(asked) == 0
                && basisYear == basis;
    }
}
