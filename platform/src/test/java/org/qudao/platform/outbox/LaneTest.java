package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.qudao.platform.events.EventCodec;

class LaneTest {

    @SuppressWarnings("unchecked")
    private final Aggregates aggregates = new Aggregates(
            "test.thing",
            Mockito.mock(MongoCollection.class),
            new OutboxEntries(new EventCodec(), Clock.systemUTC(), () -> null),
            Mockito.mock(OutboxRelay.class));

    private final Lane lane = new Lane();

    @Test
    void keepsEachAggregateOnceAndTheOldestFirst() throws InterruptedException {
        List.of("a", "b", "a", "c").forEach(id -> lane.add(new Lane.Key(aggregates, id)));
        assertThat(lane.take(2).keySet()).extracting(Lane.Key::id).containsExactly("a", "b");
        lane.add(new Lane.Key(aggregates, "a"));
        assertThat(lane.take(10).keySet()).extracting(Lane.Key::id).containsExactly("c", "a");
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void tellsTheAgeOfTheOldest() {
        assertThat(lane.lagSeconds()).isZero();
        lane.add(new Lane.Key(aggregates, "a"));
        assertThat(lane.lagSeconds()).isPositive();
    }

    @Test
    void letsItsReaderGoWhenItCloses() throws InterruptedException {
        lane.close();
        assertThat(lane.take(10)).isEmpty();
    }
}
