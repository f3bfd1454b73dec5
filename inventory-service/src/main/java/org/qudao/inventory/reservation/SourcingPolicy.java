package org.qudao.inventory.reservation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Place;

/**
 * Which warehouse serves which line, and why.
 *
 * <ol>
 *   <li>A warehouse of the order's region comes before the others; one of the region above that before those of none of them.
 *   <li>Then the lower priority number.
 *   <li>Then the one with more available, then the id, so that the answer is always the same.
 *   <li>The first in this order that can serve a whole line serves it alone; a line is split only when none can.
 *   <li>What nobody has waits.
 * </ol>
 */
public final class SourcingPolicy {

    private SourcingPolicy() {}

    /**
     * @param available by place and item; a pair that is missing has nothing
     * @param regions of the ordering node, the nearest first; empty when it has none
     * @param attempt number of the plan, part of the movements' ids
     */
    public static List<Allocation> allocate(
            List<Step.Need> needs,
            List<Place> warehouses,
            Map<BalanceKey, Long> available,
            List<String> regions,
            int attempt) {
        Map<BalanceKey, Long> left = new HashMap<>(available);
        List<Allocation> plan = new ArrayList<>();
        for (Step.Need need : needs) {
            List<Place> candidates = warehouses.stream()
                    .filter(place -> left(left, place, need) > 0)
                    .sorted(order(regions, place -> left(left, place, need)))
                    .toList();
            allocateLine(need, candidates, left, regions, attempt, plan);
        }
        return plan;
    }

    private static void allocateLine(
            Step.Need need,
            List<Place> candidates,
            Map<BalanceKey, Long> left,
            List<String> regions,
            int attempt,
            List<Allocation> plan) {
        List<Place> serving = candidates.stream()
                .filter(place -> left(left, place, need) >= need.quantity())
                .findFirst()
                .map(List::of)
                .orElse(candidates);
        String split = serving.size() == 1 ? "" : ", split because no warehouse has all " + need.quantity();
        int missing = need.quantity();
        for (Place place : serving) {
            if (missing == 0) {
                break;
            }
            long has = left(left, place, need);
            int quantity = (int) Math.min(has, missing);
            String why = "%s, priority %d%s"
                    .formatted(
                            inRegion(place, regions) ? "same region " + place.regionId() : "not in the region",
                            place.priority(),
                            split);
            plan.add(Allocation.planned(need.line(), need.sku(), place.id(), quantity, attempt, why, has));
            left.put(new BalanceKey(place.id(), need.sku()), has - quantity);
            missing -= quantity;
        }
    }

    private static Comparator<Place> order(List<String> regions, ToLongFunction<Place> availableAt) {
        return Comparator.comparingInt(
                        (Place place) -> inRegion(place, regions) ? regions.indexOf(place.regionId()) : regions.size())
                .thenComparingInt(Place::priority)
                .thenComparing(Comparator.comparingLong(availableAt).reversed())
                .thenComparing(Place::id);
    }

    private static boolean inRegion(Place place, List<String> regions) {
        return place.regionId() != null && regions.contains(place.regionId());
    }

    private static long left(Map<BalanceKey, Long> left, Place place, Step.Need need) {
        return left.getOrDefault(new BalanceKey(place.id(), need.sku()), 0L);
    }
}
