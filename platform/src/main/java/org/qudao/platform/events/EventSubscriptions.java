package org.qudao.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The running consumers of this instance. */
final class EventSubscriptions implements SmartLifecycle {

    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long STOP_WITHIN_MS = 5_000;
    private static final int GATHERED_BYTES = 256 * 1024;
    private static final int GATHERED_WITHIN_MS = 200;

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
    private volatile boolean running;

    EventSubscriptions(
            List<EventSubscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            DeadLetters deadLetters,
            ObservationRegistry observations,
            MeterRegistry meters) {
        for (EventSubscription subscription : subscriptions) {
            ContainerProperties properties = new ContainerProperties(subscription.topic());
            properties.setGroupId(subscription.group());
            properties.setAckMode(ContainerProperties.AckMode.BATCH);
            properties.setMessageListener(new EventDelivery(subscription, codec, deadLetters, observations, meters));
            properties.setShutdownTimeout(STOP_WITHIN_MS);
            properties.setKafkaConsumerProperties(pace(subscription));
            StaleCommits staleCommits = new StaleCommits();
            properties.setConsumerRebalanceListener(staleCommits);
            var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
            container.setBatchInterceptor(staleCommits);
            container.setConcurrency(subscription.consumers());
            container.setBeanName(subscription.group() + "." + subscription.topic());
            container.setCommonErrorHandler(waitingOutOutages());
            containers.add(container);
        }
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        List<Thread> stopping = containers.stream()
                .map(container -> Thread.ofVirtual().start(container::stop))
                .toList();
        for (Thread thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the outbox relay and the web server's dependencies, stopped before them. */
    @Override
    public int getPhase() {
        return 100;
    }

    private static Properties pace(EventSubscription subscription) {
        Properties properties = new Properties();
        if (subscription.isUnhurried()) {
            // The broker answers when so much is there, or so much time has passed.
            properties.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, String.valueOf(GATHERED_BYTES));
            properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, String.valueOf(GATHERED_WITHIN_MS));
        }
        if (subscription.isOneByOne()) {
            properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        }
        return properties;
    }

    private static DefaultErrorHandler waitingOutOutages() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }
}
