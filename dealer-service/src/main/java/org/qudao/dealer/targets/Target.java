package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A target set for one owner and one period, both days included.
 *
 * @param productLine null means all product lines
 */
public record Target(
        String id,
        OwnerKind ownerKind,
        String ownerId,
        LocalDate periodStart,
        LocalDate periodEnd,
        Measure measure,
        @Nullable String productLine,
        BigDecimal amount) {

    /** A target for more than this is a typing error. */
    public static final int LONGEST_PERIOD_DAYS = 3700;

    public Target {
        if (periodEnd.isBefore(periodStart)) {
            throw new IllegalArgumentException("a period cannot end before it starts");
        }
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a target is not negative");
        }
    }

    /** The id of a target that was given none: the same owner, period, measure and line always give the same. */
    public static String derivedId(
            OwnerKind ownerKind,
            String ownerId,
            LocalDate periodStart,
            LocalDate periodEnd,
            Measure measure,
            @Nullable String productLine) {
        String key = String.join(
                "|",
                ownerKind.name(),
                ownerId,
                periodStart.toString(),
                periodEnd.toString(),
                measure.name(),
                productLine == null ? "" : productLine);
        return "t-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether both state the same thing; 5 and 5.00 are the same amount. */
    public boolean sameAs(Target other) {
        return id.equals(other.id) && sameOwnerAndPeriodAs(other) && amount.compareTo(other.amount) == 0;
    }

    public boolean sameOwnerAndPeriodAs(Target other) {
        return ownerKind == other.ownerKind
                && ownerId.equals(other.ownerId)
                && periodStart.equals(other.periodStart)
                && periodEnd.equals(other.periodEnd)
                && measure == other.measure
                && java.util.Objects.equals(productLine, other.productLine);
    }
}
