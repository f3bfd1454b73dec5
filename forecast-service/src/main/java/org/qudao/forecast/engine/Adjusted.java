package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Takes the season out, lets another model forecast the rest, and puts the season back (as Theta does since
 * Assimakopoulos &amp; Nikolopoulos 2000). Where a season is not there, shrinkage makes its indices neutral, which does
 * better than a test that says yes or no.
 */
final class Adjusted implements Model {
    private final Model inner;
    private final boolean additive;

    private Adjusted(Model inner, boolean additive) {
        this.inner = inner;
        this.additive = additive;
    }

    /** Multiplicative where all values are positive. */
    static Adjusted of(Model inner) {
        return new Adjusted(inner, false);
    }

    static Adjusted additive(Model inner) {
        return new Adjusted(inner, true);
    }

    @Override
    public String name() {
        return additive ? inner.name() + ", additive season" : inner.name();
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(additive);
        ModelFormat.write(inner, out);
    }

    static Adjusted read(DataInput in) throws IOException {
        boolean additive = in.readBoolean();
        return new Adjusted(ModelFormat.read(in), additive);
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        Seasonality season = additive ? Seasonality.additive(y, frequency) : Seasonality.of(y, frequency);
        Fit fit = inner.fit(season.removedFrom(y), 1, horizon);
        double[] mean = fit.mean().clone();
        double[] spread = fit.spread().clone();
        for (int h = 0; h < horizon; h++) {
            mean[h] = season.appliedTo(mean[h], y.length + h);
            spread[h] *= season.scaleAt(y.length + h);
        }
        return new Fit(new Path(mean, spread), new Adjusted(fit.form(), additive), new Adjusted(fit.kept(), additive));
    }
}
