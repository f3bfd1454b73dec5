package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;

/** Structure of an exponential smoothing model in the taxonomy of Hyndman, Koehler, Ord &amp; Snyder 2008. */
record EtsForm(boolean multiplicativeError, Trend trend, Season season) {
    /** Trend component. */
    enum Trend {
        /** Level only. */
        N,
        /** Additive, undamped (Holt). */
        A,
        /** Additive and damped (Gardner &amp; McKenzie 1985). */
        AD
    }

    /** Seasonal component. */
    enum Season {
        /** None. */
        N,
        /** Added to the level. */
        A,
        /** Multiplies the level. */
        M
    }

    static final EtsForm SIMPLE = new EtsForm(false, Trend.N, Season.N);
    static final EtsForm HOLT = new EtsForm(false, Trend.A, Season.N);
    static final EtsForm DAMPED = new EtsForm(false, Trend.AD, Season.N);

    /** The forms worth trying; multiplicative trends, which explode, and (A,·,M), which is unstable, are left out. */
    static List<EtsForm> candidates(boolean positive, boolean seasonal) {
        List<EtsForm> forms = new ArrayList<>();
        for (Trend trend : Trend.values()) {
            if (seasonal) {
                forms.add(new EtsForm(false, trend, Season.A));
                if (positive) {
                    forms.add(new EtsForm(true, trend, Season.M));
                }
            } else {
                forms.add(new EtsForm(false, trend, Season.N));
                if (positive) {
                    forms.add(new EtsForm(true, trend, Season.N));
                }
            }
        }
        return forms;
    }

    int smoothingParameters() {
        return 1 + (trend == Trend.N ? 0 : 1) + (season == Season.N ? 0 : 1) + (trend == Trend.AD ? 1 : 0);
    }

    int initialStates(int frequency) {
        return 1 + (trend == Trend.N ? 0 : 1) + (season == Season.N ? 0 : frequency - 1);
    }

    String label() {
        String t = trend == Trend.AD ? "Ad" : trend.name();
        return "ETS(" + (multiplicativeError ? "M" : "A") + "," + t + "," + season.name() + ")";
    }
}
