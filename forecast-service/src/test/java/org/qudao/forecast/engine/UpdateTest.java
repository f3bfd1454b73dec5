package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final double[] AIRLINE = WorkedExamplesTest.AIRLINE;

    private final ForecastEngine engine = ForecastEngine.standard();

    private static Series firstMonths(int count) {
        return Series.demand(Arrays.copyOf(AIRLINE, count), 12);
    }

    @Test
    void aNewPeriodMovesTheForecastAndKeepsStructureAndShares() {
        Forecast before = engine.forecast(firstMonths(120), 12);
        Forecast after = engine.update(before, firstMonths(121), 12);

        assertThat(after.members()).isEqualTo(before.members());
        assertThat(after.accuracy()).isEqualTo(before.accuracy());
        assertThat(after.points()).isNotEqualTo(before.points());
        assertThat(after.points().getFirst().mean())
                .isCloseTo(
                        engine.forecast(firstMonths(121), 12)
                                .points()
                                .getFirst()
                                .mean(),
                        within(15.0));
    }

    @Test
    void withoutANewPeriodTheAnswerStays() {
        Forecast before = engine.forecast(firstMonths(120), 12);
        List<ForecastPoint> again = engine.update(before, firstMonths(120), 12).points();

        for (ForecastPoint p : before.points()) {
            assertThat(again.get(p.step() - 1).mean()).isCloseTo(p.mean(), within(1e-9 * p.mean()));
        }
    }

    @Test
    void everythingIsChosenAnewAfterASeason() {
        Forecast before = engine.forecast(firstMonths(120), 12);
        Forecast after = engine.update(before, firstMonths(132), 12);

        assertThat(after.points())
                .isEqualTo(engine.forecast(firstMonths(132), 12).points());
    }

    @Test
    void aSeriesWhoseDemandStopsIsRoutedAnew() {
        double[] y = Arrays.copyOf(AIRLINE, 40);
        Forecast before = engine.forecast(Series.demand(Arrays.copyOf(y, 22), 12), 6);
        Arrays.fill(y, 20, 40, 0);
        Forecast after = engine.update(before, Series.demand(Arrays.copyOf(y, 33), 12), 6);

        assertThat(before.route()).isEqualTo(Route.SMOOTH);
        assertThat(after.route()).isIn(Route.INTERMITTENT, Route.LUMPY);
    }

    @Test
    void aForecastWithoutModelsIsMadeAnew() {
        Forecast before = engine.forecast(Series.demand(new double[24], 12), 3);
        double[] woken = new double[25];
        woken[24] = 5;

        assertThat(engine.update(before, Series.demand(woken, 12), 3).route()).isNotEqualTo(Route.ALL_ZERO);
    }

    /** Parameters found on noise, which say "do not react", are kept on a walk, on which a new search would say the opposite. */
    @Test
    void keptModelsDoNotSearchAgain() {
        Random random = new Random(9);
        double[] noise = new double[90];
        double[] walk = new double[90];
        for (int t = 0; t < noise.length; t++) {
            noise[t] = 500 + 20 * random.nextGaussian();
            walk[t] = (t == 0 ? 500 : walk[t - 1]) + 20 * random.nextGaussian();
        }
        for (Model model : Members.CONTINUOUS.models()) {
            if (!model.name().equals("seasonal naive")) {
                double kept = model.fit(noise, 12, 1).kept().fit(walk, 12, 1).mean()[0];
                assertThat(kept)
                        .as(model.name())
                        .isNotCloseTo(model.fit(walk, 12, 1).mean()[0], within(0.5));
            }
        }
    }
}
