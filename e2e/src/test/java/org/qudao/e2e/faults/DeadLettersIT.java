package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
            for (String topic : LETTERS) {
                List<ConsumerRecord<String, byte[]>> letters = topics.read(topic, marks);
                assertThat(letters)
                        .as(topic)
                        .hasSizeGreaterThanOrEqualTo(6)
                        .allSatisfy(letter -> assertThat(letter.key()).isEqualTo(Poison.KEY))
                        .allSatisfy(letter -> assertThat(letter.headers().lastHeader("qudao_dlt_reason"))
                                .isNotNull());
            }
        }
    }
}
