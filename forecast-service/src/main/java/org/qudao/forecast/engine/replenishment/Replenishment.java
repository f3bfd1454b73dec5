package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qudao.forecast.engine.Normal;

/**
 * Safety stock, reorder point and order-up-to level for normally distributed errors over the protection interval (Silver,
 * Pyke &amp; Thomas 2017, "Inventory and Production Management in Supply Chains", chapter 6: the (s, S) and (R, S) policies;
 * Chopra &amp; Meindl, "Supply Chain Management", chapter on safety inventory).
 */
public final class Replenishment {
    /** No single order is larger, whatever the forecast says. */
    private static final long LARGEST_ORDER = 1_000_000_000;

    private Replenishment() {}

    /**
     * With continuous review an order is due when the position is at or below the reorder point; with a review period
     * whenever it is below the order-up-to level, for the next chance comes a whole period later.
     */
    public static Plan plan(ExpectedDemand demand, Policy policy, Position position) {
        List<Step> steps = new ArrayList<>();
        int lead = policy.leadTimeDays();
        int review = policy.reviewPeriodDays();
        int protection = lead + review;
        double z = Normal.quantile(policy.serviceLevel());
        steps.add(step("safetyFactor", "z = Φ⁻¹(service level)", "Φ⁻¹(%s)", z, policy.serviceLevel()));
        double duringLead = demand.over(lead);
        steps.add(step(
                "leadTimeDemand",
                "D(L) = forecast of the next L days",
                "%s of %s days per period",
                duringLead,
                lead,
                demand.periodDays()));
        double duringProtection = demand.over(protection);
        steps.add(step(
                "protectionDemand",
                "D(L + R) = forecast of the next L + R days",
                "%s + %s days, %s days per period",
                duringProtection,
                lead,
                review,
                demand.periodDays()));
        double sigma = demand.deviation() * Math.sqrt(protection / demand.periodDays());
        steps.add(step(
                "protectionDeviation",
                "σ(L + R) = σ × √((L + R) ÷ days per period)",
                "%s × √(%s ÷ %s)",
                sigma,
                demand.deviation(),
                protection,
                demand.periodDays()));
        double safety = z * sigma;
        steps.add(step("safetyStock", "SS = z × σ(L + R)", "%s × %s", safety, z, sigma));
        double reorder = duringLead + safety;
        steps.add(step("reorderPoint", "s = D(L) + SS", "%s + %s", reorder, duringLead, safety));
        double upTo = duringProtection + safety;
        steps.add(step("orderUpTo", "S = D(L + R) + SS", "%s + %s", upTo, duringProtection, safety));
        long net = position.net();
        steps.add(step(
                "position",
                "P = available + in transit + planned − waiting",
                "%s + %s + %s − %s",
                net,
                position.available(),
                position.inTransit(),
                position.planned(),
                position.waiting()));
        double shortfall = upTo - net;
        steps.add(step("shortfall", "S − P", "%s − %s", shortfall, upTo, net));
        long quantity = quantity(policy, net, reorder, shortfall, steps);
        return new Plan(safety, reorder, upTo, net, quantity, List.copyOf(steps));
    }

    private static long quantity(Policy policy, long net, double reorder, double shortfall, List<Step> steps) {
        // A thousandth of a unit of rounding noise must not buy a case.
        boolean due = policy.reviewPeriodDays() == 0 ? net <= reorder : shortfall > 1e-3;
        if (!due || shortfall <= 1e-3 && policy.minimumQuantity() == 0) {
            String rule = policy.reviewPeriodDays() == 0 ? "P > s: nothing is due" : "P ≥ S: nothing is due";
            steps.add(new Step("quantity", "Q = 0", rule, 0));
            return 0;
        }
        double wanted = Math.max(Math.max(shortfall, 0), policy.minimumQuantity());
        long cases = (long) Math.ceil((wanted - 1e-3) / policy.orderMultiple());
        long quantity = Math.min(cases, LARGEST_ORDER / policy.orderMultiple()) * policy.orderMultiple();
        steps.add(step(
                "quantity",
                "Q = max(S − P, minimum) rounded up to whole multiples",
                "max(%s, %s) in multiples of %s",
                quantity,
                shortfall,
                policy.minimumQuantity(),
                policy.orderMultiple()));
        return quantity;
    }

    private static Step step(String name, String formula, String pattern, double value, Number... inputs) {
        Object[] texts = new Object[inputs.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(inputs[i]);
        }
        return new Step(name, formula, String.format(Locale.ROOT, pattern, texts), value);
    }

    private static String text(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number.toString();
        }
        String text = String.format(Locale.ROOT, "%.4f", number.doubleValue());
        return text.replaceAll("\\.?0+$", "");
    }
}
