package org.qudao.dealer.attaining;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.targets.Attainment;
import org.qudao.dealer.targets.RunRate;

@Schema(description = "Target against actual, best first. Percentages are null without a target.")
record AttainmentAnswer(
        LocalDate from,
        LocalDate to,
        @Schema(description = "The day as of which is counted and projected.") LocalDate on,
        long businessDaysGone,
        long businessDays,
        List<Row> rows,
        Row total,
        @Schema(description = "When the newest event that counts happened.") @Nullable Instant asOf,
        @Schema(description = "How long that event took from happening to counting.") double lagSeconds) {

    @Schema(description = "The run rate projects the actual by business days gone and to come.")
    record Row(
            String nodeId,
            String name,
            @Nullable BigDecimal target,
            BigDecimal actual,
            @Nullable BigDecimal attainmentPercent,
            BigDecimal runRateProjection,
            @Nullable BigDecimal projectedAttainmentPercent,
            @Schema(description = "1 is best; equal ones share a rank; null in the total.") @Nullable Integer rank) {
        static Row of(Attainment attainment, @Nullable Integer rank) {
            return new Row(
                    attainment.id(),
                    attainment.name(),
                    attainment.target(),
                    attainment.actual(),
                    attainment.attainmentPercent(),
                    attainment.runRateProjection(),
                    attainment.projectedAttainmentPercent(),
                    rank);
        }
    }

    static AttainmentAnswer of(
            Question question,
            RunRate runRate,
            List<Attainment> rows,
            Attainment total,
            @Nullable Instant asOf,
            double lagSeconds) {
        return new AttainmentAnswer(
                question.period().from(),
                question.period().to(),
                question.on(),
                runRate.businessDaysGone(),
                runRate.businessDays(),
                Attainment.ranked(rows).stream()
                        .map(ranked -> Row.of(ranked.attainment(), ranked.rank()))
                        .toList(),
                Row.of(total, null),
                asOf,
                lagSeconds);
    }
}
