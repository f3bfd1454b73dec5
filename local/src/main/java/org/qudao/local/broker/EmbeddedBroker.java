package org.qudao.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single Kafka node for one machine. Topics and records survive a restart and {@code kill -9}. The controller listens on the
 * port after the broker's (19093 beside 19092); both listen on the loopback interface only.
 */
public final class EmbeddedBroker implements AutoCloseable {

    public static final int DEFAULT_PORT = 19092;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int NODE_ID = 1;
    private static final int DEFAULT_PARTITIONS = 6;
    private static final int MAX_MESSAGE_BYTES = 1024 * 1024;
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;
    private static final int INDEX_BYTES = 1024 * 1024;
    private static final int CLEANER_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int FLUSH_MS = 1_000;

    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Returns once clients can connect. */
    public static EmbeddedBroker start(Path directory, int port) {
        Path logs = directory.resolve("log");
        format(logs);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings(logs, port), false), Time.SYSTEM);
        server.startup();
        log.info("Kafka broker localhost:{} started in {}", port, directory);
        return new EmbeddedBroker(server, port);
    }

    public static int controllerPort(int brokerPort) {
        return brokerPort + 1;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the broker's directory " + logs, e);
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare the broker's directory " + logs, e);
        }
    }

    private static Properties settings(Path logs, int port) {
        int controller = controllerPort(port);
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@localhost:" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("log.dirs", logs.toString());
        oneNode(settings);
        smallMachine(settings);
        durable(settings);
        return settings;
    }

    private static void oneNode(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void smallMachine(Properties settings) {
        settings.put("num.partitions", String.valueOf(DEFAULT_PARTITIONS));
        settings.put("message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        settings.put("log.segment.bytes", String.valueOf(SEGMENT_BYTES));
        settings.put("log.index.size.max.bytes", String.valueOf(INDEX_BYTES));
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(CLEANER_BUFFER_BYTES));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("metric.reporters", "");
    }

    /** Nothing is deleted by age: a service may rebuild its view from the first event on. */
    private static void durable(Properties settings) {
        settings.put("log.retention.ms", "-1");
        settings.put("log.flush.interval.ms", String.valueOf(FLUSH_MS));
        settings.put("log.flush.scheduler.interval.ms", String.valueOf(FLUSH_MS));
    }
}
