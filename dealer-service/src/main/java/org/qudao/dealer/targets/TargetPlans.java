package org.qudao.dealer.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plans and which of them are published. */
public interface TargetPlans {
    /** False when the id is taken; then nothing is written. */
    boolean add(TargetPlan plan);

    Optional<TargetPlan> find(String id);

    /**
     * The plans without their nodes, newest first.
     *
     * @param after the last one of the page before; null for the first page
     */
    List<TargetPlan> overview(@Nullable TargetPlan after, int limit);

    Publication publication(String slot);

    /** The plan in force for each year of the range that has one. */
    List<TargetPlan> inForce(int firstYear, int lastYear, Measure measure, @Nullable String productLine);

    /** Applies the decision to the publication of the plan's slot in one write, and publishes that the target is set. */
    Publication publish(TargetPlan plan, UnaryOperator<Publication> decision);
}
