package org.qudao.dealer.attaining;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.sales.Basis;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.RunRate;

/** What is asked about attainment. Sales after {@code on} are left out, so that a past day can be seen as it was. */
record Question(Period period, LocalDate on, Measure measure, Basis basis, @Nullable String productLine) {

    /** The last day whose sales count. */
    LocalDate lastDay() {
        return on.isBefore(period.to()) ? on : period.to();
    }

    boolean hasBegun() {
        return !on.isBefore(period.from());
    }

    RunRate runRate(Set<DayOfWeek> weekend) {
        return RunRate.at(on, period, weekend);
    }

    BigDecimal measured(Sale sale, java.util.function.UnaryOperator<SaleLine> classified) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SaleLine raw : sale.lines()) {
            SaleLine line = productLine == null ? raw : classified.apply(raw);
            if (productLine == null || productLine.equals(line.productLine())) {
                sum = sum.add(measure == Measure.REVENUE ? line.netAmount() : BigDecimal.valueOf(line.quantity()));
            }
        }
        return sum;
    }
}
