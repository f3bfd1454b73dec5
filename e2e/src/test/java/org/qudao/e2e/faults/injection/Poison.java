package org.qudao.e2e.faults.injection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics;

/** Messages that nobody can understand: bytes, wrong headers, unknown types, wrong versions, and ten million bytes. */
public final class Poison implements Fault {

    /** Key of all of them. */
    public static final String KEY = "poison";

    private static final List<String> TOPICS =
            List.of("order.order", "order.return", "inventory.reservation", "inventory.movement", "dealer.node");
    /** In each of which one of each kind is put. */
    public static final int PARTITIONS = 6;

    private static final int LARGE = 10_000_000;

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws Exception {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        byte[] order = "{\"id\":\"X\"}".getBytes(StandardCharsets.UTF_8);
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
        for (String topic : TOPICS) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                messages.add(message(topic, partition, noise, Map.of()));
                messages.add(message(topic, partition, new byte[0], headers("org.qudao.OrderApproved", "1")));
                messages.add(message(topic, partition, order, headers("org.qudao.OrderApproved", "first")));
                messages.add(message(topic, partition, order, headers("org.qudao.OrderApproved", "1")));
                messages.add(message(topic, partition, noise, headers("org.qudao.ReservationChanged", "-1")));
                messages.add(message(topic, partition, order, headers("com.example.SomethingElse", "1")));
                messages.add(message(topic, partition, null, headers("org.qudao.NodeMoved", "1")));
            }
        }
        try (Topics topics = new Topics(installation.kafkaBootstrap())) {
            topics.sendAll(messages);
            sendLarge(topics);
        }
    }

    private static void sendLarge(Topics topics) throws InterruptedException {
        ProducerRecord<String, byte[]> large =
                message("order.order", 0, new byte[LARGE], headers("org.qudao.OrderApproved", "1"));
        try {
            topics.sendAll(List.of(large));
            throw new AssertionError("the broker takes messages of " + LARGE + " bytes");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new AssertionError("the broker's answer to a large message", e);
            }
        }
    }

    private static ProducerRecord<String, byte[]> message(
            String topic, int partition, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, partition, KEY, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static Map<String, String> headers(String type, String version) {
        return Map.of(
                "ce_id",
                "poison:1",
                "ce_type",
                type,
                "ce_subject",
                "X",
                "ce_aggregateversion",
                version,
                "ce_time",
                "2026-01-31T12:00:00Z");
    }
}
