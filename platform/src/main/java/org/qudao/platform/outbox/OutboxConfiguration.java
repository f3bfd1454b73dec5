package org.qudao.platform.outbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.events.EventCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** Outbox and relay. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    OutboxRelay outboxRelay(
            KafkaTemplate<?, ?> kafka,
            ObjectProvider<BeforePublish> hooks,
            MeterRegistry meters,
            @Value("${qudao.outbox.sweep-every}") Duration sweepEvery,
            @Value("${spring.application.name}") String service) {
        @SuppressWarnings("unchecked") // the serializers are set in qudao-platform.yml
        KafkaTemplate<String, byte[]> bytes = (KafkaTemplate<String, byte[]>) kafka;
        List<BeforePublish> all = hooks.orderedStream().toList();
        return new OutboxRelay(
                new EventPublisher(bytes, "/qudao/" + service), all, sweepEvery, System::nanoTime, meters);
    }

    @Bean
    AggregatesFactory aggregatesFactory(
            MongoDatabase database, EventCodec codec, Clock clock, OutboxRelay relay, ObjectProvider<Tracer> tracer) {
        return new AggregatesFactory(
                database, new OutboxEntries(codec, clock, () -> traceParent(tracer.getIfAvailable())), relay);
    }

    private static @Nullable String traceParent(@Nullable Tracer tracer) {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null) {
            return null;
        }
        String flags = Boolean.TRUE.equals(span.context().sampled()) ? "01" : "00";
        return "00-" + span.context().traceId() + "-" + span.context().spanId() + "-" + flags;
    }
}
