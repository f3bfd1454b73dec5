package org.qudao.forecast.engine.replenishment;

/**
 * Safety stock, reorder point and order-up-to level from the quantile of demand over the protection interval (Silver, Pyke &amp;
 * Thomas 2017, "Inventory and Production Management in Supply Chains", chapter 6: the (s, S) and (R, S) policies; with an uncertain
 * lead time Chopra &amp; Meindl, "Supply Chain Management", chapter on safety inventory).
 */
public final class Replenishment {
    /** No single order is larger, whatever the forecast says. */
    private static final long LARGEST_ORDER = 1_000_000_000;

    /** A level below it is no unit: not for a hundredth of one is a case bought. */
    private static final double HALF_A_UNIT = 0.5;

    private Replenishment() {}

    /**
     * With continuous review an order is due when the position is at or below the reorder point; with a review period
     * whenever it is below the order-up-to level, for the next chance comes a whole period later.
     */
    public static Plan plan(ExpectedDemand demand, Policy policy, Position position) {
        Sheet sheet = new Sheet();
        int lead = policy.leadTimeDays();
        int review = policy.reviewPeriodDays();
        double days = demand.periodDays();
        if (demand.passedDays() > 0) {
            sheet.line(
                    "passedDays",
                    "days of the first period that are over: forecasts of days begin after them",
                    "%s of %s days",
                    demand.passedDays(),
                    demand.passedDays(),
                    days);
        }
        double duringLead = sheet.line(
                "leadTimeDemand",
                "D(L) = forecast of the next L days",
                "%s of %s days per period",
                demand.over(lead),
                lead,
                days);
        double duringProtection = sheet.line(
                "protectionDemand",
                "D(L + R) = forecast of the next L + R days",
                "%s + %s days, %s days per period",
                demand.over(lead + review),
                lead,
                review,
                days);
        double sigma = deviation(demand, policy, duringProtection, sheet);
        double safety = new Protection(duringProtection, sigma, demand.multiples(), (lead + review) / days)
                .safetyStock(policy.distribution(), policy.serviceLevel(), sheet);
        double reorder =
                sheet.line("reorderPoint", "s = D(L) + SS", "%s + %s", duringLead + safety, duringLead, safety);
        double upTo = sheet.line(
                "orderUpTo", "S = D(L + R) + SS", "%s + %s", duringProtection + safety, duringProtection, safety);
        long net = position.net();
        sheet.line(
                "position",
                "P = available + in transit + planned − waiting",
                "%s + %s + %s − %s",
                net,
                position.available(),
                position.inTransit(),
                position.planned(),
                position.waiting());
        long quantity = quantity(policy, net, reorder, upTo, sheet);
        return new Plan(safety, reorder, upTo, net, quantity, sheet.steps());
    }

    private static double deviation(ExpectedDemand demand, Policy policy, double mean, Sheet sheet) {
        int protection = policy.leadTimeDays() + policy.reviewPeriodDays();
        double sigma = sigma(demand, protection, sheet);
        double uncertain = policy.leadTimeDeviationDays();
        if (uncertain == 0) {
            return sigma;
        }
        double daily = protection == 0 ? demand.over(1) : mean / protection;
        sheet.line(
                "dailyDemand",
                "d = D(L + R) ÷ (L + R)",
                protection == 0 ? "%s of the next day" : "%s ÷ %s",
                daily,
                mean,
                protection);
        return sheet.line(
                "protectionDeviation",
                "σ(L + R) = √(σ² + (d × s_L)²), s_L the deviation of the lead time",
                "√(%s² + (%s × %s)²)",
                Math.hypot(sigma, daily * uncertain),
                sigma,
                daily,
                uncertain);
    }

    private static double sigma(ExpectedDemand demand, int days, Sheet sheet) {
        double sigma = Math.sqrt(demand.variance(days));
        if (!demand.error().knowsSums()) {
            return sheet.line(
                    "protectionDeviation",
                    "σ(L + R) = σ × √((L + R) ÷ days per period)",
                    "%s × √(%s ÷ %s)",
                    sigma,
                    demand.error().ofOnePeriod(),
                    days,
                    demand.periodDays());
        }
        int whole = (int) (days / demand.periodDays());
        double before = demand.error().deviation(whole);
        return sheet.line(
                "protectionDeviation",
                "σ(L + R) = √(σ_k² + part × (σ_k+1² − σ_k²)): k whole periods in L + R and a part, σ_k the deviation of k periods together",
                "√(%s² + %s × (%s² − %s²)), k = %s",
                sigma,
                before,
                days / demand.periodDays() - whole,
                demand.error().deviation(whole + 1),
                before,
                whole);
    }

    /** Writes down the shortfall and what to order of it. */
    static long quantity(Policy policy, long net, double reorder, double upTo, Sheet sheet) {
        double shortfall = sheet.line("shortfall", "S − P", "%s − %s", upTo - net, upTo, net);
        // A thousandth of a unit of rounding noise must not buy a case.
        boolean due = policy.reviewPeriodDays() == 0 ? net <= reorder : shortfall > 1e-3;
        if (upTo < HALF_A_UNIT && net >= 0) {
            sheet.line(new Step("quantity", "Q = 0", "S is less than half a unit: none is needed", 0));
            return 0;
        }
        if (!due || shortfall <= 1e-3 && policy.minimumQuantity() == 0) {
            String rule = policy.reviewPeriodDays() == 0 ? "P > s: nothing is due" : "P ≥ S: nothing is due";
            sheet.line(new Step("quantity", "Q = 0", rule, 0));
            return 0;
        }
        double wanted = Math.max(Math.max(shortfall, 0), policy.minimumQuantity());
        long cases = (long) Math.ceil((wanted - 1e-3) / policy.orderMultiple());
        long quantity = Math.min(cases, LARGEST_ORDER / policy.orderMultiple()) * policy.orderMultiple();
        sheet.line(
                "quantity",
                "Q = max(S − P, minimum) rounded up to whole multiples",
                "max(%s, %s) in multiples of %s",
                quantity,
                shortfall,
                policy.minimumQuantity(),
                policy.orderMultiple());
        return quantity;
    }
}
