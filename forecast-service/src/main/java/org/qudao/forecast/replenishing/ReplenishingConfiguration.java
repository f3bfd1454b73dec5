package org.qudao.forecast.replenishing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplenishmentDefaults.class)
class ReplenishingConfiguration {}
