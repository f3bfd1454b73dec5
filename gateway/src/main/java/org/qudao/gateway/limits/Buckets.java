package org.qudao.gateway.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket per client, for a bounded number of clients. */
class Buckets {

    private final RateLimits.Rate rate;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets;

    Buckets(RateLimits.Rate rate, int remembered, TimeMeter time) {
        this.rate = rate;
        this.time = time;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > remembered;
            }
        };
    }

    /** Takes one request from the client's bucket; says how long to wait when it is empty, else zero. */
    Duration take(String client) {
        ConsumptionProbe probe = of(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    int remembered() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket of(String client) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(client, _ -> Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(
                            limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                    .build());
        }
    }
}
