package org.qudao.forecast.forecasting;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The thread that works on runs; the store sees to it that there is one run at a time. */
@Component
class BackgroundRuns implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(BackgroundRuns.class);
    private static final long STOP_MS = 5_000;

    private final ForecastAllSeries work;
    private final ForecastRuns runs;
    private final Portions portions;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("forecast-run").factory());

    BackgroundRuns(ForecastAllSeries work, ForecastRuns runs, Portions portions) {
        this.work = work;
        this.runs = runs;
        this.portions = portions;
    }

    void begin(ForecastRun run) {
        worker.execute(() -> work.forecast(run));
    }

    /** At start and from then on: what another process left running is marked, so that nobody waits for it or works for it. */
    @Scheduled(fixedDelay = 10_000)
    void interruptSilent() {
        runs.interruptSilent(StartForecastRun.SILENCE);
        for (String runId : portions.runs()) {
            boolean isAtWork =
                    runs.find(runId).map(run -> run.state() == RunState.RUNNING).orElse(false);
            if (!isAtWork) {
                portions.forget(runId);
            }
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
        try {
            boolean ended = worker.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS);
            if (!ended) {
                log.warn("the forecast run did not stop within {} ms; it will be marked as interrupted", STOP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
