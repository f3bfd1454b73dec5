package org.qudao.forecast.replenishing;

import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.Distribution;
import org.qudao.forecast.engine.replenishment.Policy;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The policy of items for which a request says nothing else. */
@ConfigurationProperties("qudao.replenishment")
record ReplenishmentDefaults(
        int leadTimeDays,
        double leadTimeDeviationDays,
        int reviewPeriodDays,
        double serviceLevel,
        int orderMultiple,
        int minimumQuantity,
        Distribution distribution) {

    Policy with(
            @Nullable Integer leadTime,
            @Nullable Double leadTimeDeviation,
            @Nullable Integer review,
            @Nullable Double service,
            @Nullable Integer multiple,
            @Nullable Integer minimum,
            @Nullable Distribution wanted) {
        return new Policy(
                leadTime == null ? leadTimeDays : leadTime,
                leadTimeDeviation == null ? leadTimeDeviationDays : leadTimeDeviation,
                review == null ? reviewPeriodDays : review,
                service == null ? serviceLevel : service,
                multiple == null ? orderMultiple : multiple,
                minimum == null ? minimumQuantity : minimum,
                wanted == null ? distribution : wanted);
    }
}
