package org.qudao.forecast.forecasting;

import java.time.LocalDate;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.Products;
import org.qudao.forecast.model.Promotions;
import org.qudao.forecast.model.StockTurns;
import org.qudao.forecast.model.Successions;
import org.springframework.stereotype.Component;

/** Reads what a run has to know beside demand. */
@Component
class ReadSurroundings {
    /** Older promotions tell nothing about those to come. */
    private static final int YEARS_OF_PROMOTIONS = 10;

    private final Network network;
    private final Products products;
    private final StockTurns turns;
    private final Promotions promotions;
    private final Successions successions;

    ReadSurroundings(
            Network network, Products products, StockTurns turns, Promotions promotions, Successions successions) {
        this.network = network;
        this.products = products;
        this.turns = turns;
        this.promotions = promotions;
        this.successions = successions;
    }

    Surroundings read(ForecastRun run) {
        LocalDate until = run.asOf().atEndOfMonth();
        LocalDate end = run.asOf().plusMonths(run.horizonMonths()).atEndOfMonth();
        return new Surroundings(
                network.regions(),
                network.paths(),
                products.categories(),
                StockOutDays.of(turns, until, products.discontinued()),
                promotions.between(until.minusYears(YEARS_OF_PROMOTIONS), end),
                successions.all());
    }
}
