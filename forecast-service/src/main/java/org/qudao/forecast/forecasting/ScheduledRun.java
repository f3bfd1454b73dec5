package org.qudao.forecast.forecasting;

import org.qudao.platform.web.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts a run by the clock when {@code qudao.forecast.cron} says when; off by default. */
@Component
class ScheduledRun {
    private static final Logger log = LoggerFactory.getLogger(ScheduledRun.class);

    private final StartForecastRun startRun;
    private final int horizonMonths;

    ScheduledRun(StartForecastRun startRun, @Value("${qudao.forecast.horizon-months}") int horizonMonths) {
        this.startRun = startRun;
        this.horizonMonths = horizonMonths;
    }

    @Scheduled(cron = "${qudao.forecast.cron}", zone = "${qudao.zone}")
    void start() {
        try {
            startRun.start(null, horizonMonths, "schedule");
        } catch (Refusal e) {
            // Another instance was first, or there is no demand yet: both are no error of the schedule.
            log.info("no scheduled forecast run: {}", e.getMessage());
        }
    }
}
