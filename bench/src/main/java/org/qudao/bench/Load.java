package org.qudao.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Runs the same work in several clients at once for a time and records how long each piece took. */
final class Load {

    /** One piece of work of client {@code client}, the {@code round}-th of its. */
    interface Work {
        void run(int client, int round) throws Exception;
    }

    /** @param latency in microseconds */
    record Result(long done, double seconds, Histogram latency) {

        double perSecond() {
            return done / seconds;
        }

        String describe() {
            return "%7.0f/s   p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms"
                    .formatted(perSecond(), ms(50), ms(99), latency.getMaxValue() / 1_000.0);
        }

        private double ms(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    private Load() {}

    /** @param latency in microseconds */
    static String percentiles(Histogram latency) {
        return "%7d     p50 %6.1f ms   p99 %6.1f ms"
                .formatted(
                        latency.getTotalCount(),
                        latency.getValueAtPercentile(50) / 1_000.0,
                        latency.getValueAtPercentile(99) / 1_000.0);
    }

    /** As fast as the clients can, each waiting for its answer before the next. */
    static Result closed(int clients, Duration time, Work work) throws InterruptedException, ExecutionException {
        return run(clients, time, 0, work);
    }

    /** At a given rate in total; a piece that starts late because the one before it was slow counts from when it was due. */
    static Result paced(int clients, Duration time, double perSecond, Work work)
            throws InterruptedException, ExecutionException {
        return run(clients, time, (long) (1e9 * clients / perSecond), work);
    }

    private static Result run(int clients, Duration time, long intervalNanos, Work work)
            throws InterruptedException, ExecutionException {
        Histogram latency = new ConcurrentHistogram(3);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<Long>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                int client = i;
                running.add(executor.submit(() -> {
                    long done = 0;
                    for (int round = 0; System.nanoTime() < end; round++) {
                        long due = System.nanoTime();
                        if (intervalNanos > 0) {
                            due = start + intervalNanos * client / clients + intervalNanos * round;
                            while (System.nanoTime() < due) {
                                LockSupport.parkNanos(due - System.nanoTime());
                            }
                        }
                        work.run(client, round);
                        latency.recordValue((System.nanoTime() - due) / 1_000);
                        done++;
                    }
                    return done;
                }));
            }
        }
        long done = 0;
        for (Future<Long> one : running) {
            done += one.get();
        }
        return new Result(done, (System.nanoTime() - start) / 1e9, latency);
    }
}
