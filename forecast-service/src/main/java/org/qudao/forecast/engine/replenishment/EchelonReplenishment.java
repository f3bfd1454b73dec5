package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.List;

/**
 * Several echelons without double safety: each place orders up to an echelon base-stock level against its echelon stock, so what is
 * safe below is safety above as well (Clark &amp; Scarf 1960, "Optimal policies for a multi-echelon inventory problem", Management
 * Science 6). Levels are the mean of the two newsvendor bounds of Shang &amp; Song (2003, "Newsvendor bounds and heuristic for optimal
 * policies in serial supply chains", Management Science 49); where a place supplies several, their demand is pooled as if
 * stock could be balanced between them (Eppen &amp; Schrage 1981).
 */
public final class EchelonReplenishment {
    private EchelonReplenishment() {}

    /** Plans a place and all below it; the topmost place orders from a supplier that never runs out. */
    public static EchelonPlan plan(SupplyNode top) {
        Plan plan = own(top, 0);
        return new EchelonPlan(top.place(), plan, plan.steps(), plan.quantity(), below(top));
    }

    private static List<EchelonPlan> below(SupplyNode node) {
        List<Plan> plans = new ArrayList<>();
        long wanted = 0;
        for (SupplyNode below : node.supplied()) {
            Plan plan = own(below, node.holdingShare());
            plans.add(plan);
            wanted += plan.quantity();
        }
        long onHand = Math.max(0, node.position().available());
        List<EchelonPlan> out = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            SupplyNode below = node.supplied().get(i);
            Plan plan = plans.get(i);
            long allocated = allocated(plan.quantity(), wanted, onHand, below.policy());
            List<Step> steps = new ArrayList<>(plan.steps());
            steps.add(new Step(
                    "allocated",
                    "Q × min(1, available at supplier ÷ wanted from it), in whole multiples",
                    plan.quantity() + " × min(1, " + onHand + " ÷ " + wanted + ")",
                    allocated));
            out.add(new EchelonPlan(below.place(), plan, steps, allocated, below(below)));
        }
        return out;
    }

    /** When stock above does not suffice, each gets the same share of what it wants, in whole multiples. */
    private static long allocated(long quantity, long wanted, long onHand, Policy policy) {
        if (wanted <= onHand) {
            return quantity;
        }
        long share = (long) Math.floor((double) quantity * onHand / wanted);
        return share - share % policy.orderMultiple();
    }

    /** @param heldAbove holding share of the supplier, 0 for the topmost place */
    private static Plan own(SupplyNode node, double heldAbove) {
        Sheet sheet = new Sheet();
        Policy policy = node.policy();
        double duringLead = demand(node, 0, "leadTimeDemand", "D(L)", sheet);
        double duringProtection = demand(node, policy.reviewPeriodDays(), "protectionDemand", "D(L + R)", sheet);
        Protection protection = protection(node, duringProtection, sheet);
        double penalty = sheet.line(
                "penalty",
                "b = α ÷ (1 − α): cost of a missing unit, holding it near customers being 1",
                "%s ÷ (1 − %s)",
                policy.serviceLevel() / (1 - policy.serviceLevel()),
                policy.serviceLevel(),
                policy.serviceLevel());
        double low = level(sheet, "lowerLevel", "(b + h above) ÷ (b + 1)", penalty, heldAbove, 1);
        double high = level(sheet, "upperLevel", "(b + h above) ÷ (b + h)", penalty, heldAbove, node.holdingShare());
        double safetyLow = protection.safetyStock(policy.distribution(), low, sheet);
        double safetyHigh = protection.safetyStock(policy.distribution(), high, sheet);
        double safety = sheet.line(
                "echelonSafetyStock",
                "SS = (SS of lower + SS of upper level) ÷ 2: safety here and below together",
                "(%s + %s) ÷ 2",
                (safetyLow + safetyHigh) / 2,
                safetyLow,
                safetyHigh);
        double reorder =
                sheet.line("reorderPoint", "s = D(L) + SS", "%s + %s", duringLead + safety, duringLead, safety);
        double upTo = sheet.line(
                "orderUpTo", "S = D(L + R) + SS", "%s + %s", duringProtection + safety, duringProtection, safety);
        long net = node.echelonPosition();
        sheet.line(
                "position",
                "P = available + in transit + planned − waiting, here and below",
                "%s here, %s below",
                net,
                node.position().net(),
                net - node.position().net());
        long quantity = Replenishment.quantity(policy, net, reorder, upTo, sheet);
        return new Plan(safety, reorder, upTo, net, quantity, sheet.steps());
    }

    private static double level(
            Sheet sheet, String name, String formula, double penalty, double heldAbove, double held) {
        return sheet.line(
                name,
                formula,
                "(%s + %s) ÷ (%s + %s)",
                (penalty + heldAbove) / (penalty + held),
                penalty,
                heldAbove,
                penalty,
                held);
    }

    /** Demand from an order until goods are with customers, added over the places that it reaches. */
    private static double demand(SupplyNode node, int review, String name, String symbol, Sheet sheet) {
        double sum = 0;
        for (SupplyNode.Part part : node.parts(review)) {
            sum += sheet.line(
                    name + " of " + part.place(),
                    symbol + " = forecast of the days until goods have come down",
                    "%s days of %s days per period",
                    part.mean(),
                    part.days(),
                    part.demand().periodDays());
        }
        return sheet.line(name, symbol + " = sum over the places", "all of the above", sum);
    }

    /** Calibrated quantiles are of one demand; of several together only mean and deviation are known. */
    private static Protection protection(SupplyNode node, double mean, Sheet sheet) {
        int review = node.policy().reviewPeriodDays();
        List<SupplyNode.Part> parts = node.parts(review);
        SupplyNode.Part first = parts.getFirst();
        return new Protection(
                mean,
                deviation(node, review, sheet),
                parts.size() == 1 ? first.demand().multiples() : null,
                first.days() / first.demand().periodDays());
    }

    /** Errors of different places are taken as independent. */
    private static double deviation(SupplyNode node, int review, Sheet sheet) {
        double sum = 0;
        for (SupplyNode.Part part : node.parts(review)) {
            sum += variance(part, sheet);
        }
        sum += node.leadTimeVariance(sheet);
        return sheet.line("protectionDeviation", "σ(L + R) = √(sum of variances)", "√%s", Math.sqrt(sum), sum);
    }

    private static double variance(SupplyNode.Part part, Sheet sheet) {
        String name = "protectionVariance of " + part.place();
        CumulativeError error = part.demand().error();
        double periods = part.days() / part.demand().periodDays();
        if (!error.knowsSums()) {
            return sheet.line(
                    name,
                    "σ² × days ÷ days per period",
                    "%s² × %s ÷ %s",
                    part.variance(),
                    error.ofOnePeriod(),
                    part.days(),
                    part.demand().periodDays());
        }
        int whole = (int) periods;
        return sheet.line(
                name,
                "σ_k² + part × (σ_k+1² − σ_k²): k whole periods and a part, σ_k the deviation of k periods together",
                "%s² + %s × (%s² − %s²), k = %s",
                part.variance(),
                error.deviation(whole),
                periods - whole,
                error.deviation(whole + 1),
                error.deviation(whole),
                whole);
    }
}
