package org.qudao.order.returning;

import java.math.BigDecimal;
import org.qudao.order.model.ReturnPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReturnsConfiguration {

    @Bean
    ReturnPolicy returnPolicy(
            @Value("${qudao.returns.window-days}") int windowDays, @Value("${qudao.returns.share}") BigDecimal share) {
        return new ReturnPolicy(windowDays, share);
    }
}
