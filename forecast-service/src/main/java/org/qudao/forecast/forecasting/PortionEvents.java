package org.qudao.forecast.forecasting;

import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The portions of all runs, divided among the instances. A group of its own, so that instances which share work do not move the partitions
 * of the views.
 */
@Configuration(proxyBeanMethods = false)
class PortionEvents {

    @Bean
    EventSubscription portionsToCompute(ComputePortion compute) {
        return EventSubscription.to("forecast.portion", "forecast-service-portions")
                .oneByOne()
                .each("PortionPlanned", Portion.class, event -> compute.compute(event.data()));
    }
}
