package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Target against actual of one owner. Percentages have two decimals and are null without a target (attainment of nothing is
 * undefined, not zero).
 */
public record Attainment(
        String id,
        String name,
        @Nullable BigDecimal target,
        BigDecimal actual,
        @Nullable BigDecimal attainmentPercent,
        BigDecimal runRateProjection,
        @Nullable BigDecimal projectedAttainmentPercent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static Attainment of(
            String id, String name, @Nullable BigDecimal target, BigDecimal actual, RunRate runRate, Measure measure) {
        BigDecimal projection = runRate.project(actual, measure.decimals());
        return new Attainment(
                id,
                name,
                target == null ? null : target.setScale(measure.decimals(), RoundingMode.HALF_EVEN),
                actual.setScale(measure.decimals(), RoundingMode.HALF_EVEN),
                percent(actual, target),
                projection,
                percent(projection, target));
    }

    public static @Nullable BigDecimal percent(BigDecimal part, @Nullable BigDecimal whole) {
        return whole == null || whole.signum() == 0
                ? null
                : part.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP);
    }

    /** Best first: by attainment, then by actual; those without a target after those with one; equal ones share the rank. */
    public static List<Ranked> ranked(List<Attainment> all) {
        Comparator<Attainment> order = Comparator.comparing(
                        Attainment::attainmentPercent,
                        Comparator.nullsLast(Comparator.<@Nullable BigDecimal>reverseOrder()))
                .thenComparing(Attainment::actual, Comparator.reverseOrder());
        List<Attainment> sorted =
                all.stream().sorted(order.thenComparing(Attainment::id)).toList();
        List<Ranked> ranked = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            boolean same = i > 0 && order.compare(sorted.get(i - 1), sorted.get(i)) == 0;
            ranked.add(new Ranked(same ? ranked.getLast().rank() : i + 1, sorted.get(i)));
        }
        return ranked;
    }

    public record Ranked(int rank, Attainment attainment) {}
}
