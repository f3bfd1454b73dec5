package org.qudao.order;

import org.qudao.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts order-service; its settings are in {@code order-service.yml}. */
@SpringBootApplication
@EnableScheduling
@Import(Platform.class)
public class OrderService {

    public static void main(String[] args) {
        new SpringApplicationBuilder(OrderService.class)
                .properties("spring.config.name=order-service")
                .run(args);
    }
}
