package org.qudao.forecast.overriding;

import java.time.YearMonth;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Lets the forecast of a month count again. Withdrawing what is not there changes nothing. */
@Component
public class WithdrawOverride {
    private final OverridableForecasts forecasts;

    WithdrawOverride(OverridableForecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** @throws Refusal 404 when the caller sees no such series */
    public SeriesForecast withdraw(Scope regions, String seriesId, YearMonth month) {
        return forecasts
                .change(regions, seriesId, forecast -> forecast.overrideWithdrawn(month))
                .orElseThrow(() -> Refusal.notFound("forecast", seriesId));
    }
}
