package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place with what it supplies, such as warehouse → dealer → outlet.
 *
 * @param demand of customers served from this place itself; null when it only supplies others
 * @param position of the place alone; {@code inTransit} and {@code planned} are on the way to it
 * @param policy its lead time is that from its supplier to it; its service level is that of the customers served through it
 * @param holdingShare cost of holding a unit here, as a share of that at the places nearest to customers, where it is 1: what is
 *     cheaper to hold above is held there
 */
public record SupplyNode(
        String place,
        @Nullable ExpectedDemand demand,
        Position position,
        Policy policy,
        double holdingShare,
        List<SupplyNode> supplied) {
    private static final int MOST_TIERS = 5;

    public SupplyNode {
        supplied = List.copyOf(supplied);
        if (!(holdingShare > 0 && holdingShare <= 1)) {
            throw new IllegalArgumentException("holdingShare must be above 0 and at most 1");
        }
        if (demand == null && supplied.isEmpty()) {
            throw new IllegalArgumentException(place + " has neither demand nor a place to supply");
        }
        if (supplied.isEmpty() && holdingShare != 1) {
            throw new IllegalArgumentException(place + " supplies nobody, so its holdingShare must be 1");
        }
        for (SupplyNode below : supplied) {
            if (below.holdingShare <= holdingShare) {
                throw new IllegalArgumentException("holding at " + below.place + " must cost more than at " + place);
            }
        }
        if (tiers(supplied) >= MOST_TIERS) {
            throw new IllegalArgumentException("more than " + MOST_TIERS + " tiers");
        }
    }

    private static int tiers(List<SupplyNode> nodes) {
        return nodes.stream().mapToInt(node -> 1 + tiers(node.supplied)).max().orElse(0);
    }

    /** Echelon stock (Clark &amp; Scarf 1960): everything here, below and on the way, less what customers wait for. */
    long echelonPosition() {
        return position.net()
                + supplied.stream().mapToLong(SupplyNode::echelonPosition).sum();
    }

    /**
     * All demand that is served through this place, each part until its goods have come down to its customers: on the way they may wait for the
     * next review of each place below.
     */
    List<Part> parts(int daysBefore) {
        int days = daysBefore + policy.leadTimeDays();
        List<Part> parts = new ArrayList<>();
        if (demand != null) {
            parts.add(new Part(place, days, demand));
        }
        supplied.forEach(below -> parts.addAll(below.parts(days + below.daysUntilReview())));
        return parts;
    }

    /** The longest that goods may lie above until this place asks for them; on the day of its review they leave at once. */
    private int daysUntilReview() {
        return Math.max(0, policy.reviewPeriodDays() - 1);
    }

    /** Variance from uncertain lead times here and below: a late delivery delays all demand that it feeds. */
    double leadTimeVariance(Sheet sheet) {
        double variance = 0;
        if (policy.leadTimeDeviationDays() > 0) {
            double daily = parts(0).stream().mapToDouble(Part::perDay).sum();
            double deviation = daily * policy.leadTimeDeviationDays();
            variance = sheet.line(
                    "leadTimeVariance of " + place,
                    "(d × s_L)², d the daily demand served through the place, s_L the deviation of its lead time",
                    "(%s × %s)²",
                    deviation * deviation,
                    daily,
                    policy.leadTimeDeviationDays());
        }
        for (SupplyNode below : supplied) {
            variance += below.leadTimeVariance(sheet);
        }
        return variance;
    }

    /** @param days from an order here until the goods are at the customers of {@code place} */
    record Part(String place, int days, ExpectedDemand demand) {
        double mean() {
            return demand.over(days);
        }

        double variance() {
            return demand.variance(days);
        }

        double perDay() {
            return days == 0 ? demand.over(1) : mean() / days;
        }
    }
}
