package org.qudao.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service's own database. A write is acknowledged when a majority has it in the journal. Reads see more than that; who tells others
 * reads with read concern majority.
 */
@Configuration(proxyBeanMethods = false)
public class MongoConfiguration {

    /** A request fails within these bounds instead of holding a thread while the store is away. */
    private static final int SERVER_SELECTION_MS = 3_000;

    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 30_000;
    private static final int MAX_CONNECTIONS = 64;
    /**
     * Open before anybody needs them, and opened together: while the store is slow a new one takes several of its answers, and with the driver's
     * default of two at a time whoever comes after a start would wait in vain.
     */
    private static final int MIN_CONNECTIONS = 16;

    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_MS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                        .readTimeout(READ_MS, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.minSize(MIN_CONNECTIONS)
                        .maxSize(MAX_CONNECTIONS)
                        .maxConnecting(MIN_CONNECTIONS)
                        .maxWaitTime(SERVER_SELECTION_MS, TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoDatabase database(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        String name = new ConnectionString(uri).getDatabase();
        if (name == null) {
            throw new IllegalStateException("QUDAO_MONGODB_URI names no database: end it with /NAME");
        }
        return client.getDatabase(name).withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** Named so that it takes the place of Spring Boot's, which asks only whether the store answers. */
    @Bean
    StoreHealth mongoHealthIndicator(MongoDatabase database) {
        return new StoreHealth(database);
    }

    @Bean
    InitializingBean indexes(MongoDatabase database, List<IndexPlan> plans) {
        return () -> plans.forEach(plan -> plan.createIn(database));
    }
}
