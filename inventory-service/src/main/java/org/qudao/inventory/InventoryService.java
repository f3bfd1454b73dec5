package org.qudao.inventory;

import org.qudao.platform.Platform;
import org.qudao.platform.events.PublishedTopics;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Stock ledger, reservations, sourcing, counts and sell-out. */
@SpringBootApplication
@EnableScheduling
@Import(Platform.class)
public class InventoryService {

    /** So that they exist before the first event. */
    @Bean
    PublishedTopics publishedTopics() {
        return PublishedTopics.of(
                "inventory.movement", "inventory.receipt", "inventory.reservation", "inventory.sellout");
    }

    public static void main(String[] args) {
        new SpringApplicationBuilder(InventoryService.class)
                .properties("spring.config.name=inventory-service")
                .run(args);
    }
}
