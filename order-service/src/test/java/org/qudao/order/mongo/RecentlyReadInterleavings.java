package org.qudao.order.mongo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Whoever changes a value through this instance, and is done, is not answered with an older one. */
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class RecentlyReadInterleavings {

    /** No time passes: what is remembered never gets too old by itself. */
    private final RecentlyRead<Integer> recent = new RecentlyRead<>(Duration.ofSeconds(1), () -> 0);

    private volatile int stored;

    @Operation
    public void change(@Param(name = "value") int value) {
        stored = value;
        recent.forget("key");
    }

    @Operation
    public int read() {
        return recent.get(List.of("key"), keys -> Map.of("key", stored)).get("key");
    }

    @Test
    void callsAtTheSameTimeEndAsIfOneHadFollowedTheOther() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(2)
                .actorsAfter(1)
                .check(getClass());
    }
}
