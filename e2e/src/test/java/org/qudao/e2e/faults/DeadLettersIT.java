package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics;
import org.qudao.e2e.faults.injection.Poison;

class DeadLettersIT {

    private static final List<String> LETTERS = List.of("order.order.dlt", "inventory.reservation.dlt");

    private final Installation installation = Installation.shared();

    @Test
    void whatNobodyUnderstandsIsKeptWithTheReason() throws Exception {
        try (Topics topics = new Topics(installation.kafkaBootstrap())) {
            Map<TopicPartition, Long> marks = topics.ends(LETTERS);
            new Poison().inflict(installation, new Random(1));
            await("all is consumed").atMost(Duration.ofSeconds(60)).until(() -> topics.lag() == 0);
            assertThat(lettersByGroup(topics.read("order.order.dlt", marks)))
                    .as("without a type, without data, with a version that is none, and with data of another shape")
                    .isEqualTo(Map.of(
                            "dealer-service", 4 * Poison.PARTITIONS,
                            "forecast-service", 4 * Poison.PARTITIONS,
                            "inventory-service", 4 * Poison.PARTITIONS,
                            "order-service-credit",
                                    Poison.PARTITIONS)); // to which the others are of types that it leaves to others
            assertThat(lettersByGroup(topics.read("inventory.reservation.dlt", marks)))
                    .as("without a type, and with noise for data")
                    .isEqualTo(Map.of("order-service", 2 * Poison.PARTITIONS));
        }
    }

    private static Map<String, Integer> lettersByGroup(List<ConsumerRecord<String, byte[]>> letters) {
        Map<String, Integer> letterCounts = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> letter : letters) {
            assertThat(letter.key()).isEqualTo(Poison.KEY);
            assertThat(letter.headers().lastHeader("qudao_dlt_reason")).isNotNull();
            byte[] group = letter.headers().lastHeader("qudao_dlt_group").value();
            letterCounts.merge(new String(group, StandardCharsets.UTF_8), 1, Integer::sum);
        }
        return letterCounts;
    }
}
