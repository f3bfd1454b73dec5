package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing in state space form (Hyndman, Koehler, Snyder &amp; Grose 2002, IJF 18). Several forms are averaged
 * with their Akaike weights, which does better than choosing one (Kolassa 2011, IJF 27). Seasonal states start from the
 * shrunken indices; level, trend and smoothing parameters are estimated.
 */
final class Ets implements Model {
    /** Above it a season has more states than its data can carry; it is taken out before. */
    static final int LONGEST_SEASON = 24;

    private static final int EVALUATIONS = 220;

    /** A form with a smaller weight is left out. */
    private static final double SMALLEST_WEIGHT = 0.05;

    /**
     * @param parameters empty to estimate them
     * @param weight of the form in the average
     */
    @SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
    private record Part(EtsForm form, double[] parameters, double weight) {}

    /** Empty to try all that suit the history. */
    private final List<Part> parts;

    private final String name;

    private Ets(String name, List<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    static Ets averaged() {
        return new Ets("ETS", List.of());
    }

    static Ets simple() {
        return only("simple exponential smoothing", EtsForm.SIMPLE);
    }

    static Ets holt() {
        return only("Holt trend", EtsForm.HOLT);
    }

    static Ets damped() {
        return only("damped trend", EtsForm.DAMPED);
    }

    private static Ets only(String name, EtsForm form) {
        return new Ets(name, List.of(new Part(form, new double[0], 1)));
    }

    @Override
    public String name() {
        return name;
    }

    private record Candidate(EtsForm form, double[] parameters, EtsState state, double criterion, double weight) {}

    void write(DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeByte(parts.size());
        for (Part part : parts) {
            out.writeBoolean(part.form.multiplicativeError());
            out.writeUTF(part.form.trend().name());
            out.writeUTF(part.form.season().name());
            ModelFormat.write(part.parameters, out);
            out.writeDouble(part.weight);
        }
    }

    static Ets read(DataInput in) throws IOException {
        String name = in.readUTF();
        Part[] parts = new Part[in.readUnsignedByte()];
        for (int i = 0; i < parts.length; i++) {
            EtsForm form = new EtsForm(
                    in.readBoolean(), EtsForm.Trend.valueOf(in.readUTF()), EtsForm.Season.valueOf(in.readUTF()));
            parts[i] = new Part(form, ModelFormat.readNumbers(in), in.readDouble());
        }
        return new Ets(name, List.of(parts));
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        if (frequency > LONGEST_SEASON) {
            return Adjusted.of(this).fit(y, frequency, horizon);
        }
        List<Candidate> candidates = parts.isEmpty() ? tried(y, frequency) : again(y, frequency);
        if (candidates.isEmpty()) {
            return Ets.simple().fit(y, frequency, horizon);
        }
        double sum = candidates.stream().mapToDouble(Candidate::weight).sum();
        List<Path> paths = new ArrayList<>(candidates.size());
        List<Part> structure = new ArrayList<>(candidates.size());
        List<Part> kept = new ArrayList<>(candidates.size());
        double[] weights = new double[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            Candidate c = candidates.get(i);
            weights[i] = c.weight / sum;
            c.state.run(c.parameters);
            paths.add(c.state.forecast(horizon));
            structure.add(new Part(c.form, new double[0], weights[i]));
            kept.add(new Part(c.form, c.parameters, weights[i]));
        }
        return new Fit(
                Path.average(paths, weights),
                parts.isEmpty() ? new Ets(label(structure), structure) : this,
                new Ets(parts.isEmpty() ? label(kept) : name, kept));
    }

    private static String label(List<Part> parts) {
        Part first =
                parts.stream().max(Comparator.comparingDouble(Part::weight)).orElseThrow();
        return first.form.label() + (parts.size() == 1 ? "" : " and " + (parts.size() - 1) + " more");
    }

    private static List<Candidate> tried(double[] y, int frequency) {
        boolean positive = Seasonality.isPositive(y);
        List<Candidate> all = new ArrayList<>();
        double lowest = Double.POSITIVE_INFINITY;
        for (EtsForm form : candidates(y, frequency, positive)) {
            Candidate c = estimated(form, new double[0], y, frequency, positive, 1);
            if (c != null) {
                all.add(c);
                lowest = Math.min(lowest, c.criterion);
            }
        }
        List<Candidate> good = new ArrayList<>();
        for (Candidate c : all) {
            double weight = Math.exp((lowest - c.criterion) / 2);
            if (weight >= SMALLEST_WEIGHT) {
                good.add(new Candidate(c.form, c.parameters, c.state, c.criterion, weight));
            }
        }
        return good;
    }

    private List<Candidate> again(double[] y, int frequency) {
        boolean positive = Seasonality.isPositive(y);
        List<Candidate> all = new ArrayList<>();
        for (Part part : parts) {
            Candidate c = estimated(part.form, part.parameters, y, frequency, positive, part.weight);
            if (c != null) {
                all.add(c);
            }
        }
        return all;
    }

    private static @Nullable Candidate estimated(
            EtsForm form, double[] known, double[] y, int frequency, boolean positive, double weight) {
        boolean multiplicative = form.season() == EtsForm.Season.M;
        if ((multiplicative || form.multiplicativeError()) && !positive) {
            return null;
        }
        double[] season = new double[0];
        if (form.season() != EtsForm.Season.N) {
            season = y.length < 2 * frequency ? season : Seasonality.indices(y, frequency, multiplicative);
            if (season.length == 0) {
                return null;
            }
        }
        EtsState state = new EtsState(form, y, frequency, season);
        double[] parameters =
                known.length > 0 ? known : NelderMead.minimise(state::run, state.start(), state.step(), EVALUATIONS);
        double criterion = state.informationCriterion(state.run(parameters));
        return new Candidate(form, parameters, state, criterion, weight);
    }

    private static List<EtsForm> candidates(double[] y, int frequency, boolean positive) {
        boolean seasonal = frequency > 1 && frequency <= LONGEST_SEASON && y.length >= 2 * frequency + 5;
        if (!seasonal) {
            return EtsForm.candidates(positive, false);
        }
        if (Seasonality.isSeasonal(y, frequency)) {
            return EtsForm.candidates(positive, true);
        }
        List<EtsForm> all = new ArrayList<>(EtsForm.candidates(positive, false));
        all.add(new EtsForm(false, EtsForm.Trend.N, EtsForm.Season.A));
        if (positive) {
            all.add(new EtsForm(true, EtsForm.Trend.N, EtsForm.Season.M));
        }
        return all;
    }
}
