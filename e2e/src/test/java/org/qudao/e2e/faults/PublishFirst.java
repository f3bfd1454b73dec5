package org.qudao.e2e.faults;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.byteman.rule.Rule;
import org.jboss.byteman.rule.helper.Helper;
import org.qudao.e2e.Topics;

/** What a planted bug does inside a service: it tells the world about a write, and dies before it makes the write. */
public class PublishFirst extends Helper {

    public PublishFirst(Rule rule) {
        super(rule);
    }

    /** @param savings what {@code Aggregates.saveAll} was called with */
    public void publishAndDie(Object aggregates, List<?> savings) throws Exception {
        Object saving = savings.getFirst();
        String id = (String) value(saving, "id");
        long version = (long) value(saving, "expectedVersion") + 1;
        Object event = ((List<?>) value(saving, "events")).getFirst();
        Object codec = value(value(aggregates, "entries"), "codec");
        Object topic = value(aggregates, "topic");
        String json =
                (String) codec.getClass().getMethod("encode", Object.class).invoke(codec, value(event, "data"));
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>((String) topic, id, json.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_id", topic + ":" + id + ":" + version,
                        "ce_type", "org.qudao." + value(event, "type"),
                        "ce_subject", id,
                        "ce_aggregateversion", "" + version,
                        "ce_time", "2026-01-31T12:00:00Z")
                .forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (Topics topics = new Topics(System.getenv("QUDAO_KAFKA_BOOTSTRAP"))) {
            topics.sendAll(List.of(message));
        }
        killJVM(137);
    }

    private static Object value(Object holder, String name) throws ReflectiveOperationException {
        Field field = holder.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }
}
