package org.qudao.platform.imports;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.mongo.IndexPlan;
import org.qudao.platform.outbox.AggregatesFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Serves every {@link RowImport} bean of the application. */
@Configuration(proxyBeanMethods = false)
public class ImportsConfiguration {

    @Bean
    ImportRuns importRuns(MongoDatabase database) {
        return new ImportRuns(database);
    }

    @Bean
    ImportController importController(
            ObjectProvider<RowImport<?>> kinds,
            ImportRuns runs,
            EventBacklog backlog,
            MeterRegistry meters,
            Clock clock) {
        return new ImportController(kinds.stream().toList(), new RunImport(runs, meters, clock), runs, backlog);
    }

    @Bean
    EventBacklog eventBacklog(
            AggregatesFactory aggregates, ObjectProvider<EventSubscription> subscriptions, KafkaAdmin kafka) {
        return new EventBacklog(
                aggregates, subscriptions.stream().toList(), Admin.create(kafka.getConfigurationProperties()));
    }

    @Bean
    IndexPlan importIndexes() {
        return IndexPlan.on(ImportRuns.RUNS).index("kind_newest", "kind", "startedAt", "_id");
    }

    @Bean
    IndexPlan importRejectIndexes() {
        return IndexPlan.on(ImportRuns.REJECTS).index("import_row", "importId", "row", "position");
    }
}
