package org.qudao.platform.events;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics that are not there: at start, or as soon as the broker answers, for a service starts without it too. Until then
 * events wait in the outbox.
 */
final class TopicCreation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

    private final KafkaAdmin kafka;
    private final NewTopic[] topics;
    private final Duration pause;
    private volatile boolean running;
    private @Nullable Thread later;

    /** @param pause between two attempts */
    TopicCreation(KafkaAdmin kafka, List<NewTopic> topics, Duration pause) {
        this.kafka = kafka;
        this.topics = topics.toArray(NewTopic[]::new);
        this.pause = pause;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (topics.length > 0 && !created()) {
            later = Thread.ofVirtual().name("topics").start(this::createLater);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (later != null) {
            later.interrupt();
            later = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who write and read. */
    @Override
    public int getPhase() {
        return -100;
    }

    private void createLater() {
        try {
            do {
                Thread.sleep(pause);
            } while (running && !created());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean created() {
        try {
            kafka.createOrModifyTopics(topics);
            return true;
        } catch (RuntimeException e) {
            if (running) {
                log.warn("Topics cannot be created yet: {}", e.toString());
            }
            return false;
        }
    }
}
