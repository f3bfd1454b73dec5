package org.qudao.forecast.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;

/**
 * A proposed order for a warehouse item, with everything needed to redo it on paper.
 *
 * @param demand where the expected demand comes from
 * @param steps the calculation, the last step giving {@code quantity}
 * @param expectedOn day of arrival; known once accepted
 * @param decidedBy who accepted or dismissed it
 * @param remark reason of a dismissal
 */
public record Proposal(
        String id,
        String place,
        String sku,
        ProposalState state,
        long quantity,
        Policy policy,
        Position position,
        Demand demand,
        List<Step> steps,
        Instant calculatedAt,
        @Nullable LocalDate expectedOn,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String remark) {

    /**
     * @param series number of series whose forecasts were added
     * @param share this place's part of them: one over the number of warehouses that hold the product and serve orders
     * @param months this place's expected demand per month from the next month on
     * @param deviations standard deviations of its forecast error of the next 1, 2, … months together
     */
    public record Demand(int series, double share, List<MonthDemand> months, List<Double> deviations) {}

    /** @param month as "2014-02" */
    public record MonthDemand(String month, double units) {}

    public Proposal accepted(LocalDate arrivesOn, Instant at, String by) {
        return new Proposal(
                id,
                place,
                sku,
                ProposalState.ACCEPTED,
                quantity,
                policy,
                position,
                demand,
                steps,
                calculatedAt,
                arrivesOn,
                at,
                by,
                null);
    }

    public Proposal dismissed(String reason, Instant at, String by) {
        return new Proposal(
                id,
                place,
                sku,
                ProposalState.DISMISSED,
                quantity,
                policy,
                position,
                demand,
                steps,
                calculatedAt,
                null,
                at,
                by,
                reason);
    }

    public Proposal moved(ProposalState next) {
        return new Proposal(
                id,
                place,
                sku,
                next,
                quantity,
                policy,
                position,
                demand,
                steps,
                calculatedAt,
                expectedOn,
                decidedAt,
                decidedBy,
                remark);
    }
}
