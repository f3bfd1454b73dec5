package org.qudao.platform.test;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * One real broker and one document store per JVM, started at first use. {@code QUDAO_TEST_MONGODB_URI} and
 * {@code QUDAO_TEST_KAFKA_BOOTSTRAP} name others to test against, without a database name.
 *
 * <p>The integration tests of a module share one Spring context: put {@code register} into their common superclass, and use ids of
 * your own in each test. What they await they look for {@linkplain Looks often at first}.
 */
public final class Infrastructure {

    static {
        Looks.oftenAtFirst();
    }

    private static final Object LOCK = new Object();
    private static String kafka = "";
    private static String mongo = "";

    private Infrastructure() {}

    /** Points a service at a database of its own, at the broker and at {@link Tokens}; ports are free ones. */
    public static void register(DynamicPropertyRegistry registry, String service) {
        String database = "test_" + service.replace('-', '_') + "_"
                + UUID.randomUUID().toString().substring(0, 8);
        registry.add("QUDAO_MONGODB_URI", () -> mongoUri(database));
        registry.add("QUDAO_KAFKA_BOOTSTRAP", Infrastructure::kafkaBootstrap);
        registry.add("QUDAO_ISSUER_URI", Tokens::issuer);
        registry.add("QUDAO_PORT", () -> 0);
        registry.add("QUDAO_MANAGEMENT_PORT", () -> 0);
    }

    public static String kafkaBootstrap() {
        synchronized (LOCK) {
            if (kafka.isEmpty()) {
                String external = System.getenv("QUDAO_TEST_KAFKA_BOOTSTRAP");
                kafka = external == null ? startKafka() : external;
            }
            return kafka;
        }
    }

    public static String mongoUri(String database) {
        synchronized (LOCK) {
            if (mongo.isEmpty()) {
                String external = System.getenv("QUDAO_TEST_MONGODB_URI");
                mongo = external == null ? startMongo() : external;
            }
        }
        int options = mongo.indexOf('?');
        String hosts = options < 0 ? mongo : mongo.substring(0, options);
        String rest = options < 0 ? "" : mongo.substring(options);
        return (hosts.endsWith("/") ? hosts : hosts + "/") + database + rest;
    }

    private static String startKafka() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 6);
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        return broker.getBrokersAsString();
    }

    private static String startMongo() {
        MongoServer server = new MongoServer(new MemoryBackend());
        String uri = server.bindAndGetConnectionString();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        return uri;
    }
}
