package org.qudao.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final Time time = new Time();

    @Test
    void givesTheBurstThenTheRate() {
        Buckets buckets = new Buckets(new RateLimits.Rate(2, 3), 10, time);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isZero();
        }

        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(500));
        time.pass(Duration.ofMillis(500));
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void clientsDoNotShare() {
        Buckets buckets = new Buckets(new RateLimits.Rate(1, 1), 10, time);
        assertThat(buckets.take("a")).isZero();

        assertThat(buckets.take("b")).isZero();
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void forgetsTheLongestUnusedClientOnly() {
        Buckets buckets = new Buckets(new RateLimits.Rate(1, 1), 2, time);
        buckets.take("old");
        buckets.take("recent");
        buckets.take("old");

        buckets.take("new");

        assertThat(buckets.remembered()).isEqualTo(2);
        assertThat(buckets.take("old")).as("remembered, hence still refused").isPositive();
    }

    @Test
    void oneNetworkOfVersionSixIsOneClient() {
        assertThat(ClientLimits.network("2001:db8:1:2::1")).isEqualTo(ClientLimits.network("2001:db8:1:2:ffff::9"));
        assertThat(ClientLimits.network("2001:db8:1:3::1")).isNotEqualTo(ClientLimits.network("2001:db8:1:2::1"));
        assertThat(ClientLimits.network("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    private static class Time implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
