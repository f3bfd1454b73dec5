package org.qudao.forecast.engine.drivers;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Effects of drivers on a group of similar items. Own estimates of few campaigns are noisy, so each is drawn towards the group's
 * mean by empirical Bayes (Efron &amp; Morris 1975, JASA 70; for promotions and prices Blattberg &amp; George 1991, JASA 86); how
 * much items truly differ is estimated by moments (DerSimonian &amp; Laird 1986).
 */
public final class UpliftEstimates {
    private static final double LARGEST = 3; // e³: twenty times the demand
    private static final int FEWEST_OF_A_GROUP = 3;

    private final Map<String, Map<String, Uplift>> ofItems;

    private UpliftEstimates(Map<String, Map<String, Uplift>> ofItems) {
        this.ofItems = ofItems;
    }

    /** An item whose history tells nothing about a driver gets the group's mean. */
    public static UpliftEstimates of(List<DrivenSeries> similar) {
        return ofGroups(List.of(similar));
    }

    /** As {@link #of}, group by group; a group that knows a driver from fewer than three items takes what all groups know. */
    public static UpliftEstimates ofGroups(Collection<List<DrivenSeries>> groups) {
        Map<String, Map<String, Regression.Estimate>> everywhere = new LinkedHashMap<>();
        Map<String, Map<String, Uplift>> ofItems = new HashMap<>();
        for (List<DrivenSeries> group : groups) {
            own(group).forEach((driver, own) -> everywhere
                    .computeIfAbsent(driver, key -> new LinkedHashMap<>())
                    .putAll(own));
        }
        everywhere.forEach((driver, own) -> {
            Group all = Group.of(own.values());
            for (List<DrivenSeries> items : groups) {
                List<Regression.Estimate> known = items.stream()
                        .map(item -> own.get(item.id()))
                        .filter(Objects::nonNull)
                        .toList();
                Group group = known.size() < FEWEST_OF_A_GROUP ? all : Group.of(known);
                for (DrivenSeries item : items) {
                    if (item.drivers().stream().anyMatch(d -> d.name().equals(driver))) {
                        ofItems.computeIfAbsent(item.id(), key -> new LinkedHashMap<>())
                                .put(driver, group.shrunken(driver, own.get(item.id())));
                    }
                }
            }
        });
        return new UpliftEstimates(ofItems);
    }

    /** Per driver of the items the estimates of those whose history tells something. */
    private static Map<String, Map<String, Regression.Estimate>> own(List<DrivenSeries> items) {
        Map<String, Map<String, Regression.Estimate>> byDriver = new LinkedHashMap<>();
        for (DrivenSeries item : items) {
            Map<String, Regression.Estimate> own = Regression.of(item);
            for (Driver driver : item.drivers()) {
                Map<String, Regression.Estimate> ofDriver =
                        byDriver.computeIfAbsent(driver.name(), key -> new LinkedHashMap<>());
                Regression.Estimate estimate = own.get(driver.name());
                if (estimate != null) {
                    ofDriver.put(item.id(), estimate);
                }
            }
        }
        return byDriver;
    }

    /** Of the item's drivers, in their order; empty for an item that was not in the group or has no driver. */
    public List<Uplift> of(String itemId) {
        return List.copyOf(ofItems.getOrDefault(itemId, Map.of()).values());
    }

    /**
     * @param mean of the items, {@code variance} of that mean
     * @param between variance of true effects between items
     */
    record Group(double mean, double variance, double between) {

        static Group of(Collection<Regression.Estimate> own) {
            if (own.isEmpty()) {
                return new Group(0, 0, 0);
            }
            double fixed = mean(own, 0);
            double q = 0;
            double weights = 0;
            double squares = 0;
            for (Regression.Estimate e : own) {
                double w = 1 / e.variance();
                q += w * (e.coefficient() - fixed) * (e.coefficient() - fixed);
                weights += w;
                squares += w * w;
            }
            double spare = weights - squares / weights;
            double between = own.size() < 2 || !(spare > 0) ? 0 : Math.max(0, (q - (own.size() - 1)) / spare);
            double precision =
                    own.stream().mapToDouble(e -> 1 / (e.variance() + between)).sum();
            return new Group(mean(own, between), 1 / precision, between);
        }

        private static double mean(Collection<Regression.Estimate> own, double between) {
            double sum = 0;
            double weights = 0;
            for (Regression.Estimate e : own) {
                double w = 1 / (e.variance() + between);
                sum += w * e.coefficient();
                weights += w;
            }
            return sum / weights;
        }

        Uplift shrunken(String driver, Regression.@Nullable Estimate own) {
            double deviation = Math.sqrt(between);
            if (own == null) {
                double error = Math.sqrt(between + variance);
                return new Uplift(driver, 0, 0, mean, deviation, 0, bounded(mean), error);
            }
            double weight = between / (between + own.variance());
            double coefficient = mean + weight * (own.coefficient() - mean);
            double error = Math.sqrt(weight * own.variance() + (1 - weight) * (1 - weight) * variance);
            return new Uplift(
                    driver,
                    own.coefficient(),
                    Math.sqrt(own.variance()),
                    mean,
                    deviation,
                    weight,
                    bounded(coefficient),
                    error);
        }

        private static double bounded(double coefficient) {
            return Math.clamp(coefficient, -LARGEST, LARGEST);
        }
    }
}
