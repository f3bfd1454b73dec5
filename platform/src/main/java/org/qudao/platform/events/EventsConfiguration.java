package org.qudao.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Starts a consumer for every {@link EventSubscription} bean and creates the topics that the service reads or writes. */
@Configuration(proxyBeanMethods = false)
public class EventsConfiguration {

    private static final int PARTITIONS = 6;

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
    KafkaAdmin.NewTopics topicsReadAndWritten(
            ObjectProvider<EventSubscription> subscriptions, ObjectProvider<PublishedTopics> published) {
        Stream<String> read = subscriptions.orderedStream().map(EventSubscription::topic);
        Stream<String> written = published.orderedStream().flatMap(topics -> topics.names().stream());
        return new KafkaAdmin.NewTopics(Stream.concat(read, written)
                .distinct()
                .flatMap(name -> Stream.of(
                        TopicBuilder.name(name).partitions(PARTITIONS).build(),
                        TopicBuilder.name(name + DeadLetters.SUFFIX)
                                .partitions(1)
                                .build()))
                .toArray(NewTopic[]::new));
    }

    @SuppressWarnings("unchecked") // the serializers are set in qudao-platform.yml
    private static KafkaTemplate<String, byte[]> bytes(KafkaTemplate<?, ?> kafka) {
        return (KafkaTemplate<String, byte[]>) kafka;
    }
}
