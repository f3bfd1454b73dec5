package org.qudao.order.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a hold, a refusal or a release was decided so: the rule, the numbers it saw, and what would change the outcome.
 *
 * @param inputs in the order in which a person reads them
 */
public record Receipt(String ruleId, Map<String, String> inputs, String remedy) {

    public Receipt {
        inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** @param namesAndValues name, value, name, value … */
    public static Receipt of(String ruleId, String remedy, String... namesAndValues) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Receipt(ruleId, inputs, remedy);
    }
}
