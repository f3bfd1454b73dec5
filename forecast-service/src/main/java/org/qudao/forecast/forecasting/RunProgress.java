package org.qudao.forecast.forecasting;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the work of a run and writes the counts once a second, which is also its sign of life. */
final class RunProgress implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunProgress.class);
    private static final long PERIOD_MS = 1_000;

    private final String runId;
    private final ForecastRuns runs;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("forecast-run-progress").factory());
    private final AtomicInteger series = new AtomicInteger();
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicInteger published = new AtomicInteger();
    private volatile boolean stopped;

    RunProgress(String runId, ForecastRuns runs) {
        this.runId = runId;
        this.runs = runs;
        pulse.scheduleAtFixedRate(this::write, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    void found(int count) {
        series.set(count);
    }

    void computed(int count) {
        computed.addAndGet(count);
        checkAlive();
    }

    void published(int count) {
        published.addAndGet(count);
        checkAlive();
    }

    /** @throws RunStopped when the service stops, or another instance took this run for dead */
    void checkAlive() {
        if (stopped || Thread.currentThread().isInterrupted()) {
            throw new RunStopped();
        }
    }

    private void write() {
        try {
            stopped = !runs.progress(runId, series.get(), computed.get(), published.get());
        } catch (RuntimeException e) {
            // The next beat tries again, and when the store stays away, writing the forecasts fails on its own.
            log.warn("progress of forecast run {} not written: {}", runId, e.getMessage());
        }
    }

    ForecastRun ended(ForecastRun run, RunState state, @Nullable String problem, Instant at) {
        return new ForecastRun(
                run.id(),
                state,
                run.asOf(),
                run.horizonMonths(),
                run.requestedBy(),
                run.startedAt(),
                at,
                series.get(),
                computed.get(),
                published.get(),
                problem);
    }

    @Override
    public void close() {
        pulse.shutdownNow();
    }
}
