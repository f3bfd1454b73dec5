package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaleCommitsTest {

    private static final TopicPartition OURS = new TopicPartition("order.order", 1);
    private static final TopicPartition ALSO_OURS = new TopicPartition("order.order", 2);
    private static final TopicPartition OF_ANOTHER_THREAD = new TopicPartition("order.order", 3);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final StaleCommits staleCommits = new StaleCommits();

    @BeforeEach
    void assign() {
        consumer.assign(List.of(OURS, ALSO_OURS));
    }

    @Test
    void takesBackACommitThatIsOlderThanWhatTheGroupHadReached() {
        commit(OURS, 10_167);
        commit(ALSO_OURS, 10_146);
        staleCommits.onPartitionsAssigned(consumer, List.of(OURS, ALSO_OURS));
        commit(OURS, 10_161); // the container's, of before it stood still

        staleCommits.setupThreadState(consumer);

        assertThat(committed(OURS)).isEqualTo(10_167);
        assertThat(committed(ALSO_OURS)).isEqualTo(10_146);
    }

    @Test
    void leavesWhatWentOn() {
        commit(OURS, 10);
        staleCommits.onPartitionsAssigned(consumer, List.of(OURS));
        commit(OURS, 12);

        staleCommits.setupThreadState(consumer);

        assertThat(committed(OURS)).isEqualTo(12);
    }

    @Test
    void asksOnceAfterAnAssignment() {
        commit(OURS, 10);
        staleCommits.onPartitionsAssigned(consumer, List.of(OURS));
        staleCommits.setupThreadState(consumer);
        commit(OURS, 4); // as somebody would who wants events again

        staleCommits.setupThreadState(consumer);

        assertThat(committed(OURS)).isEqualTo(4);
    }

    @Test
    void leavesThePartitionsOfOtherThreadsToThem() {
        MockConsumer<String, byte[]> other = new MockConsumer<>("earliest");
        other.assign(List.of(OF_ANOTHER_THREAD));
        other.commitSync(Map.of(OF_ANOTHER_THREAD, new OffsetAndMetadata(7)));
        staleCommits.onPartitionsAssigned(other, List.of(OF_ANOTHER_THREAD));
        other.commitSync(Map.of(OF_ANOTHER_THREAD, new OffsetAndMetadata(3)));

        staleCommits.setupThreadState(consumer);
        staleCommits.setupThreadState(other);

        assertThat(other.committed(Set.of(OF_ANOTHER_THREAD))
                        .get(OF_ANOTHER_THREAD)
                        .offset())
                .isEqualTo(7);
    }

    @Test
    void aPartitionThatNobodyCommittedHasNothingToKeep() {
        staleCommits.onPartitionsAssigned(consumer, List.of(OURS));
        commit(OURS, 1);

        staleCommits.setupThreadState(consumer);

        assertThat(committed(OURS)).isEqualTo(1);
    }

    @Test
    void aBrokerThatDoesNotAnswerStopsNobody() {
        MockConsumer<String, byte[]> unanswered = new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                    Set<TopicPartition> partitions, Duration within) {
                throw new TimeoutException("no answer within " + within);
            }
        };
        unanswered.assign(List.of(OURS));
        commit(OURS, 10);
        staleCommits.onPartitionsAssigned(consumer, List.of(OURS));
        commit(OURS, 4);

        staleCommits.onPartitionsAssigned(unanswered, List.of(OURS));
        staleCommits.setupThreadState(unanswered);

        assertThat(committed(OURS)).isEqualTo(4);
    }

    private void commit(TopicPartition partition, long offset) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
    }

    private long committed(TopicPartition partition) {
        return consumer.committed(Set.of(partition)).get(partition).offset();
    }
}
