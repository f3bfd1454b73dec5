package org.qudao.dealer.targets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Where the period ends if the days to come are like the days gone: actual ÷ business days gone × business days of the period.
 * The day of the question counts as gone. A period that is over is what it is; one that has not begun projects nothing.
 */
public record RunRate(long businessDaysGone, long businessDays) {
    public static RunRate at(LocalDate today, Period period, Set<DayOfWeek> weekend) {
        long all = period.businessDays(weekend);
        if (today.isBefore(period.from())) {
            return new RunRate(0, all);
        }
        LocalDate last = today.isBefore(period.to()) ? today : period.to();
        return new RunRate(new Period(period.from(), last).businessDays(weekend), all);
    }

    public BigDecimal project(BigDecimal actual, int decimals) {
        return businessDaysGone == 0 || businessDaysGone == businessDays
                ? actual.setScale(decimals, RoundingMode.HALF_EVEN)
                : actual.multiply(BigDecimal.valueOf(businessDays))
                        .divide(BigDecimal.valueOf(businessDaysGone), decimals, RoundingMode.HALF_EVEN);
    }
}
