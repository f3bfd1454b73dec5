package org.qudao.dealer.targets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which plan counts for one year, measure and product line. The last entry is the one in force; it is one document, so that
 * publishing flips everything at once.
 */
public record Publication(String slot, List<Entry> entries) {
    /** Older entries fall off the end; the events keep them. */
    public static final int ENTRIES_KEPT = 200;

    public Publication {
        entries = List.copyOf(entries);
    }

    public record Entry(String planId, String publishedBy, Instant publishedAt) {}

    public @Nullable String inForce() {
        return entries.isEmpty() ? null : entries.getLast().planId();
    }

    public Publication publishing(String planId, String by, Instant at) {
        List<Entry> now = new ArrayList<>(entries);
        now.add(new Entry(planId, by, at));
        return new Publication(slot, now.subList(Math.max(0, now.size() - ENTRIES_KEPT), now.size()));
    }

    public PlanStatus statusOf(String planId) {
        if (planId.equals(inForce())) {
            return PlanStatus.PUBLISHED;
        }
        return entries.stream().anyMatch(entry -> entry.planId().equals(planId))
                ? PlanStatus.SUPERSEDED
                : PlanStatus.DRAFT;
    }
}
