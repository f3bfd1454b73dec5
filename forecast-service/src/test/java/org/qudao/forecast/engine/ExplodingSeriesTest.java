package org.qudao.forecast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplodingSeriesTest {
    private static final int MEMBERS = Members.CONTINUOUS.models().size();

    private record Constant(double value) implements Model {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public Fit fit(double[] y, int frequency, int horizon) {
            double[] mean = new double[horizon];
            Arrays.fill(mean, value);
            return new Fit(new Path(mean, new double[horizon]), this, this);
        }
    }

    private static Combination combination(double errorOfFirst, double errorOfOthers, double scale) {
        double[] y = new double[20];
        boolean[] known = new boolean[y.length];
        Arrays.fill(y, 100);
        Arrays.fill(known, true);
        List<Model> models = new ArrayList<>(Collections.nCopies(MEMBERS, new Constant(100 + errorOfOthers)));
        models.set(0, new Constant(100 + errorOfFirst));
        Backtest backtest = Backtest.of(y, known, 1, 4, models);
        return new Combination(
                Members.CONTINUOUS, 1, true, y.length, scale, 1, 0, new double[0], 1, models, List.of(), backtest);
    }

    @Test
    void oneExplodingSeriesDoesNotDecideTheSharesOfAll() {
        List<Combination> pool = new ArrayList<>(Collections.nCopies(60, combination(1, 2, 1)));
        pool.add(combination(10, 0, 1e-6));

        double[] shares = Shares.learned(pool, Members.CONTINUOUS.equalShares());

        assertThat(shares[0]).isGreaterThan(shares[1]);
    }

    @Test
    void oneExplodingSeriesDoesNotDrownTheReport() {
        ErrorSums sums = new ErrorSums();
        for (int i = 0; i < 999; i++) {
            sums.add(10, new ForecastPoint(1, 11, 9, 13, 8, 14), 1, 1);
        }
        sums.add(10, new ForecastPoint(1, 11, 9, 13, 8, 14), 1e-9, 1e-18);

        Measures measures = sums.measures();

        assertThat(measures.mase()).isBetween(1.0, 1.2);
        assertThat(measures.rmsse()).isBetween(1.0, 4.0);
        assertThat(measures.pinball()).isLessThan(1);
    }
}
