package org.qudao.gateway.limits;

import io.github.bucket4j.TimeMeter;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Requests of the same and of different clients at the same instant; more clients than the gateway remembers. */
@Param(name = "client", gen = IntGen.class, conf = "1:3")
public class BucketsInterleavings {

    private final Buckets buckets = new Buckets(new RateLimits.Rate(1, 2), 2, new NoTimePasses());

    @Operation
    public boolean allows(@Param(name = "client") int client) {
        return buckets.take("client " + client).isZero();
    }

    @Operation
    public int remembered() {
        return buckets.remembered();
    }

    @Test
    void callsAtTheSameTimeEndAsIfOneHadFollowedTheOther() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(2)
                .actorsAfter(2)
                .check(getClass());
    }

    private static final class NoTimePasses implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
