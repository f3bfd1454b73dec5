package org.qudao.platform;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import org.qudao.platform.events.EventsConfiguration;
import org.qudao.platform.imports.ImportsConfiguration;
import org.qudao.platform.mongo.MongoConfiguration;
import org.qudao.platform.outbox.OutboxConfiguration;
import org.qudao.platform.security.SecurityConfiguration;
import org.qudao.platform.web.WebConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything a service imports to become a Qudao service. */
@Configuration(proxyBeanMethods = false)
@Import({
    WebConfiguration.class,
    MongoConfiguration.class,
    OutboxConfiguration.class,
    EventsConfiguration.class,
    SecurityConfiguration.class,
    ImportsConfiguration.class
})
public class Platform {

    /** The clock of the installation, in the business zone: "today" is what this zone's calendar says. */
    @Bean
    Clock clock(@Value("${qudao.zone}") ZoneId zone) {
        return Clock.system(zone);
    }

    /** The one currency of the installation's books; an amount in another currency is refused where it enters. */
    @Bean
    Currency currency(@Value("${qudao.currency}") String code) {
        return Currency.getInstance(code);
    }
}
