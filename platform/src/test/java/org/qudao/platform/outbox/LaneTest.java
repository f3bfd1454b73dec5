package org.qudao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

    private long now = 1_000;
    private final Lane lane = new Lane(Duration.ZERO, () -> now);

    @Test
    void keepsEachAggregateOnceAndTheOldestFirst() throws InterruptedException {
        List.of("a", "b", "a", "c").forEach(lane::add);
        assertThat(lane.take(2)).containsExactly("a", "b");
        lane.add("a");
        assertThat(lane.waiting()).isEqualTo(3);
        lane.done(List.of());
        assertThat(lane.take(10)).containsExactly("c", "a");
        lane.done(List.of());
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void tellsTheAgeOfTheOldest() {
        assertThat(lane.lagSeconds()).isZero();
        lane.add("a");
        now += 2_000_000_000L;
        lane.add("a");
        lane.add("b");
        assertThat(lane.lagSeconds()).isEqualTo(2);
    }

    @Test
    void whatIsFoundIsAsOldAsItIs() throws InterruptedException {
        lane.add("left by a crash", Duration.ofSeconds(40));
        lane.add("new");
        assertThat(lane.lagSeconds()).isEqualTo(40);
        now += 2_000_000_000L;
        lane.add("new", Duration.ofSeconds(1));
        assertThat(lane.lagSeconds()).isEqualTo(42);

        lane.take(1);
        lane.done(List.of());
        assertThat(lane.lagSeconds()).isEqualTo(2);
    }

    @Test
    void whatIsTakenWaitsSinceItCameUntilItIsPublished() throws InterruptedException {
        lane.add("a");
        lane.add("b");
        now += 30_000_000_000L;
        lane.take(10);
        assertThat(lane.waiting()).isEqualTo(2);
        lane.add("a");
        assertThat(lane.waiting()).isEqualTo(2);
        assertThat(lane.lagSeconds()).isEqualTo(30);

        lane.done(List.of("a"));
        now += 30_000_000_000L;
        assertThat(lane.waiting()).isEqualTo(1);
        assertThat(lane.lagSeconds()).isEqualTo(60);
        assertThat(lane.take(10)).containsExactly("a");

        lane.done(List.of());
        assertThat(lane.waiting()).isZero();
        assertThat(lane.lagSeconds()).isZero();
    }

    @Test
    void letsItsReaderGoWhenItCloses() throws InterruptedException {
        lane.close();
        assertThat(lane.take(10)).isEmpty();
    }
}
