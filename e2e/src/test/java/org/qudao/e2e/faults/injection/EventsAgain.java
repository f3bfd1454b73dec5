package org.qudao.e2e.faults.injection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics;

/**
 * Every event of late is delivered again, as a broker with a lost offset or a nervous producer would.
 *
 * @param times how often each
 * @param shuffled whether they come out of their order, too
 */
public record EventsAgain(int times, boolean shuffled) implements Fault {

    private static final List<String> TOPICS = List.of(
            "dealer.node",
            "order.product",
            "order.order",
            "order.return",
            "inventory.reservation",
            "inventory.movement",
            "inventory.receipt",
            "inventory.sellout");
    private static final int OF_EACH_PARTITION = 300;

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws Exception {
        try (Topics topics = new Topics(installation.kafkaBootstrap())) {
            for (String topic : TOPICS) {
                Map<TopicPartition, Long> marks = topics.ends(List.of(topic));
                marks.replaceAll((partition, end) -> Math.max(0, end - OF_EACH_PARTITION));
                List<ConsumerRecord<String, byte[]>> late = topics.read(topic, marks);
                List<ConsumerRecord<String, byte[]>> again = new ArrayList<>();
                for (int i = 0; i < times; i++) {
                    again.addAll(late);
                }
                if (shuffled) {
                    Collections.shuffle(again, new Random(random.nextLong()));
                }
                topics.sendAll(again.stream()
                        .map(message ->
                                new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers()))
                        .toList());
            }
        }
    }
}
