package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

class TopicCreationTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch created = new CountDownLatch(1);
    private volatile Thread trying = Thread.currentThread();
    private volatile int failing;
    private final TopicCreation creation =
            new TopicCreation(broker(), List.of(TopicBuilder.name("test.thing").build()), Duration.ofMillis(1));

    @AfterEach
    void stop() {
        creation.stop();
    }

    @Test
    void topicsAreThereWhenTheServiceHasStarted() {
        creation.start();

        assertThat(created.getCount()).isZero();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aBrokerThatComesLaterGetsThemToo() {
        failing = 3;
        creation.start();
        assertThat(creation.isRunning()).isTrue();

        await().until(() -> created.getCount() == 0);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void aServiceThatStopsTriesNoMore() {
        failing = Integer.MAX_VALUE;
        creation.start();
        await().until(() -> attempts.get() > 1);

        creation.stop();

        assertThat(creation.isRunning()).isFalse();
        await().until(() -> !trying.isAlive());
    }

    private KafkaAdmin broker() {
        KafkaAdmin kafka = Mockito.mock(KafkaAdmin.class);
        Mockito.doAnswer(_ -> {
                    trying = Thread.currentThread();
                    if (attempts.incrementAndGet() <= failing) {
                        throw new KafkaException("no broker");
                    }
                    created.countDown();
                    return null;
                })
                .when(kafka)
                .createOrModifyTopics(Mockito.any(NewTopic[].class));
        return kafka;
    }
}
