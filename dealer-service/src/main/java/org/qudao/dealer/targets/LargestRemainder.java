package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a whole number of units by weights so that the parts add up exactly: everybody gets the whole units of the exact
 * share, and the units left go to the largest fractions (Hamilton's method), earlier ones first when equal.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * @param total units to split, not negative
     * @param weights one per part; negative ones count as zero; all zero means equal parts
     */
    public static long[] split(long total, List<BigDecimal> weights) {
        if (total < 0 || weights.isEmpty()) {
            throw new IllegalArgumentException("needs a total of at least 0 and at least one part");
        }
        BigInteger[] whole = wholeNumbers(weights);
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger weight : whole) {
            sum = sum.add(weight);
        }
        if (sum.signum() == 0) {
            java.util.Arrays.fill(whole, BigInteger.ONE);
            sum = BigInteger.valueOf(whole.length);
        }
        long[] parts = new long[whole.length];
        BigInteger[] fractions = new BigInteger[whole.length];
        long left = total;
        for (int i = 0; i < whole.length; i++) {
            BigInteger[] share = BigInteger.valueOf(total).multiply(whole[i]).divideAndRemainder(sum);
            parts[i] = share[0].longValueExact();
            fractions[i] = share[1];
            left -= parts[i];
        }
        IntStream.range(0, whole.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> fractions[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }

    private static BigInteger[] wholeNumbers(List<BigDecimal> weights) {
        int scale =
                Math.max(0, weights.stream().mapToInt(BigDecimal::scale).max().orElse(0));
        return weights.stream()
                .map(weight -> weight.max(BigDecimal.ZERO).setScale(scale).unscaledValue())
                .toArray(BigInteger[]::new);
    }
}
