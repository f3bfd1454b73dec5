package org.qudao.order.quoting;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;

/** A quantity of 1.5 is a mistake to point out, not a 1. */
@Configuration(proxyBeanMethods = false)
class WholeNumbers {

    @Bean
    JsonMapperBuilderCustomizer noTruncation() {
        return mapper -> mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }
}
