package org.qudao.forecast.forecasting;

import org.qudao.forecast.engine.ForecastEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    ForecastEngine forecastEngine() {
        return ForecastEngine.standard();
    }
}
