package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Lane lane = new Lane(Duration.ZERO);

    @Test
    void keepsEachAggregateOnceAndTheOldestFirst() throws InterruptedException {
        List.of("a", "b", "a", "c").forEach(lane::add);
        assertThat(lane.take(2)).containsExactly("a", "b");
        lane.add("a");
        assertThat(lane.take(10)).containsExactly("c", "a");
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void tellsTheAgeOfTheOldest() {
        assertThat(lane.lagSeconds()).isZero();
        lane.add("a");
        assertThat(lane.lagSeconds()).isPositive().isLessThan(60);
    }

    @Test
    void letsItsReaderGoWhenItCloses() throws InterruptedException {
        lane.close();
        assertThat(lane.take(10)).isEmpty();
    }
}
