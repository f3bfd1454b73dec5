package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much target falls into a period when targets of several lengths exist: each day is claimed by the shortest explicit target
 * that holds it, and by the published plan's month where there is none. A target that is claimed or wanted in part counts by its
 * share of days.
 */
public final class TargetCover {
    private static final int GUARD_DIGITS = 12;

    private TargetCover() {}

    /** An amount for a period. */
    public record Piece(Period period, BigDecimal amount) {}

    /** The amount for the period at cents (or pieces) or finer, or empty when no target touches it. */
    public static Optional<BigDecimal> amountFor(Period wanted, List<Piece> explicit, List<Piece> planMonths) {
        BitSet claimed = new BitSet(wanted.days());
        BigDecimal sum = BigDecimal.ZERO;
        boolean any = false;
        List<Piece> shortestFirst = explicit.stream()
                .filter(piece -> piece.period().overlaps(wanted))
                .sorted(Comparator.comparingInt((Piece piece) -> piece.period().days())
                        .thenComparing(piece -> piece.period().from()))
                .toList();
        for (List<Piece> pieces : List.of(shortestFirst, planMonths)) {
            for (Piece piece : pieces) {
                if (piece.period().overlaps(wanted)) {
                    any = true;
                    sum = sum.add(share(piece, claim(claimed, wanted, piece.period())));
                }
            }
        }
        return any ? Optional.of(sum) : Optional.empty();
    }

    private static int claim(BitSet claimed, Period wanted, Period piece) {
        Period common = piece.common(wanted);
        int first = new Period(wanted.from(), common.from()).days() - 1;
        int end = first + common.days();
        int free = common.days() - claimed.get(first, end).cardinality();
        claimed.set(first, end);
        return free;
    }

    private static BigDecimal share(Piece piece, int days) {
        int all = piece.period().days();
        return days == all
                ? piece.amount()
                : piece.amount()
                        .multiply(BigDecimal.valueOf(days))
                        .divide(BigDecimal.valueOf(all), GUARD_DIGITS, RoundingMode.HALF_EVEN);
    }
}
