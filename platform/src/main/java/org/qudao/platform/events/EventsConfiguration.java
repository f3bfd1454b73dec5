package org.qudao.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Starts a consumer for every {@link EventSubscription} bean and creates the topics that the service reads or writes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
public class EventsConfiguration {

    private static final int PARTITIONS = 6;
    private static final int BROKERS_DEFAULT = -1;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    DeadLetters deadLetters(KafkaTemplate<?, ?> kafka) {
        return new DeadLetters(bytes(kafka));
    }

    @Bean
    EventSubscriptions eventSubscriptions(
            ObjectProvider<EventSubscription> subscriptions,
            ConsumerFactory<?, ?> consumers,
            EventCodec codec,
            DeadLetters deadLetters,
            ObservationRegistry observations,
            MeterRegistry meters) {
        @SuppressWarnings("unchecked") // the deserializers are set in qudao-platform.yml
        ConsumerFactory<String, byte[]> bytes = (ConsumerFactory<String, byte[]>) consumers;
        return new EventSubscriptions(
                subscriptions.orderedStream().toList(), bytes, codec, deadLetters, observations, meters);
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(
            ObjectProvider<EventSubscription> subscriptions,
            ConsumerFactory<?, ?> consumers,
            KafkaTemplate<?, ?> kafka) {
        @SuppressWarnings("unchecked")
        ConsumerFactory<String, byte[]> bytes = (ConsumerFactory<String, byte[]>) consumers;
        return new DeadLettersEndpoint(subscriptions.orderedStream().toList(), bytes, bytes(kafka));
    }

    /** A consumer may start before its producer ever ran; both declare the topic, whoever comes first creates it. */
    @Bean
    TopicCreation topicsReadAndWritten(
            ObjectProvider<EventSubscription> subscriptions,
            ObjectProvider<PublishedTopics> published,
            TopicSettings settings,
            KafkaAdmin kafka) {
        Stream<String> read = subscriptions.orderedStream().map(EventSubscription::topic);
        Stream<String> written = published.orderedStream().flatMap(topics -> topics.names().stream());
        List<NewTopic> topics = Stream.concat(read, written)
                .distinct()
                .flatMap(name -> Stream.of(topic(name, settings), deadLetters(name, settings)))
                .toList();
        return new TopicCreation(kafka, topics, BETWEEN_ATTEMPTS);
    }

    private static NewTopic topic(String name, TopicSettings settings) {
        return builder(name, settings).partitions(PARTITIONS).build();
    }

    private static NewTopic deadLetters(String name, TopicSettings settings) {
        return builder(name + DeadLetters.SUFFIX, settings)
                .partitions(1)
                .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DeadLetters.MAX_BYTES))
                .config(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.deadLettersKept().toMillis()))
                .build();
    }

    private static TopicBuilder builder(String name, TopicSettings settings) {
        TopicBuilder builder = TopicBuilder.name(name).replicas(settings.replicas());
        return settings.minInsyncReplicas() == BROKERS_DEFAULT
                ? builder
                : builder.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(settings.minInsyncReplicas()));
    }

    @SuppressWarnings("unchecked") // the serializers are set in qudao-platform.yml
    private static KafkaTemplate<String, byte[]> bytes(KafkaTemplate<?, ?> kafka) {
        return (KafkaTemplate<String, byte[]>) kafka;
    }
}
