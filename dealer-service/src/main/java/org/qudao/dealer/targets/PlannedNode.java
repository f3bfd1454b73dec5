package org.qudao.dealer.targets;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan asks of one node and everything below it, month by month, in units of the measure.
 *
 * @param own the part of each month that is asked of the node itself and not of its children
 */
public record PlannedNode(String id, @Nullable String parentId, List<Long> months, List<Long> own) {
    public PlannedNode {
        months = List.copyOf(months);
        own = List.copyOf(own);
        if (months.size() != 12 || own.size() != 12) {
            throw new IllegalArgumentException("a year has 12 months");
        }
    }

    public long total() {
        return months.stream().mapToLong(Long::longValue).sum();
    }

    /** Sums of three months each. */
    public List<Long> quarters() {
        return LongStream.range(0, 4)
                .mapToObj(quarter -> months.subList((int) quarter * 3, (int) quarter * 3 + 3).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .toList();
    }
}
