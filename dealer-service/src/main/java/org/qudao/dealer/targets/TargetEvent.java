package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the topic {@code dealer.target} carries. A published plan is announced by its total, with {@code planId} set; the split
 * below it is asked from the API.
 */
public record TargetEvent(
        String id,
        OwnerKind ownerKind,
        String ownerId,
        LocalDate periodStart,
        LocalDate periodEnd,
        Measure measure,
        @Nullable String productLine,
        BigDecimal amount,
        @Nullable String planId) {

    public static final String TYPE = "TargetSet";

    public static TargetEvent of(Target target) {
        return new TargetEvent(
                target.id(),
                target.ownerKind(),
                target.ownerId(),
                target.periodStart(),
                target.periodEnd(),
                target.measure(),
                target.productLine(),
                target.amount(),
                null);
    }

    /** @param rootId the node that the plan decomposes from */
    public static TargetEvent of(TargetPlan plan, String rootId) {
        return new TargetEvent(
                plan.slot(),
                OwnerKind.NODE,
                rootId,
                LocalDate.of(plan.year(), 1, 1),
                LocalDate.of(plan.year(), 12, 31),
                plan.measure(),
                plan.productLine(),
                plan.total(),
                plan.id());
    }
}
