package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Seasonal ARIMA (Box &amp; Jenkins 1970). Differences are chosen by tests and orders by a stepwise search with AICc (Hyndman
 * &amp; Khandakar 2008, JSS 27); the orders that were visited are averaged with their Akaike weights (Burnham &amp; Anderson
 * 2002). Parameters minimise the conditional sum of squares.
 */
final class Arima implements Model {
    private static final int LONGEST_SEASON = 24;
    private static final int MOST_ORDERS = 24;
    private static final int MOST_AVERAGED = 4;
    private static final double SMALLEST_WEIGHT = 0.1;

    /** @param parameters empty to estimate them */
    @SuppressWarnings("ArrayRecordComponent") // internal to the hot loop, never compared
    private record Part(ArimaOrder order, double[] parameters, double weight) {}

    /** Empty to search. */
    private final List<Part> parts;

    private Arima(List<Part> parts) {
        this.parts = parts;
    }

    static Arima averaged() {
        return new Arima(List.of());
    }

    static Arima of(ArimaOrder order) {
        return new Arima(List.of(new Part(order, new double[0], 1)));
    }

    @Override
    public String name() {
        if (parts.isEmpty()) {
            return "ARIMA";
        }
        return parts.getFirst().order.label() + (parts.size() == 1 ? "" : " and " + (parts.size() - 1) + " more");
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(parts.size());
        for (Part part : parts) {
            ArimaOrder order = part.order;
            out.writeByte(order.p());
            out.writeByte(order.d());
            out.writeByte(order.q());
            out.writeByte(order.seasonalP());
            out.writeByte(order.seasonalD());
            out.writeByte(order.seasonalQ());
            out.writeBoolean(order.constant());
            ModelFormat.write(part.parameters, out);
            out.writeDouble(part.weight);
        }
    }

    static Arima read(DataInput in) throws IOException {
        Part[] parts = new Part[in.readUnsignedByte()];
        for (int i = 0; i < parts.length; i++) {
            ArimaOrder order = new ArimaOrder(
                    in.readByte(),
                    in.readByte(),
                    in.readByte(),
                    in.readByte(),
                    in.readByte(),
                    in.readByte(),
                    in.readBoolean());
            parts[i] = new Part(order, ModelFormat.readNumbers(in), in.readDouble());
        }
        return new Arima(List.of(parts));
    }

    /** Values from which a season is fitted. */
    static int fewestWithSeason(int frequency) {
        return 2 * frequency + 5;
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        boolean seasonal = frequency > 1 && frequency <= LONGEST_SEASON && y.length >= fewestWithSeason(frequency);
        int m = frequency <= LONGEST_SEASON ? frequency : 1;
        int seasonalD = parts.isEmpty()
                ? seasonal ? Differencing.seasonal(y, m) : 0
                : parts.getFirst().order.seasonalD();
        double[] once = Differencing.of(y, 0, seasonalD, m);
        int d = parts.isEmpty()
                ? Differencing.ordinary(once)
                : parts.getFirst().order.d();
        double[] w = Differencing.of(once, d, 0, 1);
        if (w.length < 4) {
            return new Fit(SeasonalNaive.path(y, frequency, horizon), this, this);
        }
        List<ArimaCandidate> candidates = parts.isEmpty()
                ? averagedOnes(search(w, new ArimaOrder(0, d, 0, 0, seasonalD, 0, false), m, seasonal))
                : again(w, m);
        List<Path> paths = new ArrayList<>(candidates.size());
        List<Part> structure = new ArrayList<>(candidates.size());
        List<Part> kept = new ArrayList<>(candidates.size());
        double[] weights = weights(candidates);
        for (int i = 0; i < weights.length; i++) {
            ArimaCandidate c = candidates.get(i);
            paths.add(c.forecast(y, once, w, m, horizon));
            structure.add(new Part(c.order(), new double[0], weights[i]));
            kept.add(new Part(c.order(), c.parameters(), weights[i]));
        }
        return new Fit(Path.average(paths, weights), new Arima(structure), new Arima(kept));
    }

    private List<ArimaCandidate> again(double[] w, int m) {
        List<ArimaCandidate> all = new ArrayList<>(parts.size());
        for (Part part : parts) {
            all.add(
                    part.parameters.length == part.order.parameters()
                            ? ArimaCandidate.known(w, part.order, part.parameters, m)
                            : ArimaCandidate.estimated(w, part.order, m, ArimaCandidate.UNKNOWN));
        }
        return all;
    }

    private double[] weights(List<ArimaCandidate> candidates) {
        double[] weights = new double[candidates.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double better =
                    candidates.getFirst().criterion() - candidates.get(i).criterion();
            weights[i] = parts.isEmpty() ? Math.exp(better / 2) : parts.get(i).weight;
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** The best, and those that are nearly as good. */
    private static List<ArimaCandidate> averagedOnes(List<ArimaCandidate> all) {
        all.sort(Comparator.comparingDouble(ArimaCandidate::criterion));
        double bound = all.getFirst().criterion() - 2 * Math.log(SMALLEST_WEIGHT);
        return all.stream()
                .filter(c -> c.criterion() <= bound)
                .limit(MOST_AVERAGED)
                .toList();
    }

    private static List<ArimaCandidate> search(double[] w, ArimaOrder none, int m, boolean seasonal) {
        Set<ArimaOrder> tried = new HashSet<>();
        List<ArimaCandidate> all = new ArrayList<>();
        ArimaCandidate best = ArimaCandidate.estimated(w, none, m, ArimaCandidate.UNKNOWN);
        tried.add(none);
        all.add(best);
        for (ArimaOrder order : ArimaOrder.starts(none.d(), none.seasonalD(), seasonal)) {
            if (tried.add(order)) {
                ArimaCandidate next = ArimaCandidate.estimated(w, order, m, ArimaCandidate.UNKNOWN);
                all.add(next);
                best = next.criterion() < best.criterion() ? next : best;
            }
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (ArimaOrder order : best.order().neighbours(seasonal)) {
                if (tried.size() >= MOST_ORDERS || !tried.add(order)) {
                    continue;
                }
                ArimaCandidate next = ArimaCandidate.estimated(w, order, m, best);
                all.add(next);
                if (next.criterion() < best.criterion()) {
                    best = next;
                    moved = true;
                    break;
                }
            }
        }
        return all;
    }
}
