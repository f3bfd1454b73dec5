package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Complex exponential smoothing, for a series without season (Svetunkov, Kourentzes &amp; Ord 2022, Naval Research
 * Logistics 69, eq. 8). One complex smoothing parameter lets the trend be anything between none and exponential.
 *
 * <p>For given parameters the one-step forecasts are linear in both initial states, so these are found by least squares
 * and only the two parts of the parameter are searched.
 */
final class Ces implements Model {
    private static final int EVALUATIONS = 70;

    /** Real and imaginary part of the smoothing parameter; empty to search them. */
    private final double[] keptParameter;

    Ces() {
        this(new double[0]);
    }

    private Ces(double[] keptParameter) {
        this.keptParameter = keptParameter;
    }

    @Override
    public String name() {
        return "complex exponential smoothing";
    }

    void write(DataOutput out) throws IOException {
        ModelFormat.write(keptParameter, out);
    }

    static Ces read(DataInput in) throws IOException {
        return new Ces(ModelFormat.readNumbers(in));
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        double[] parameter = keptParameter.length > 0
                ? keptParameter
                : NelderMead.minimise(
                        q -> run(y, q[0], q[1]).squares, new double[] {1.3, 1}, new double[] {0.3, 0.02}, EVALUATIONS);
        State state = run(y, parameter[0], parameter[1]);
        double sigma = Math.sqrt(state.squares / Math.max(1, y.length - 4));
        double[] mean = new double[horizon];
        double[] spread = new double[horizon];
        double turn = 1 - parameter[1];
        double keep = 1 - parameter[0];
        double level = state.level;
        double potential = state.potential;
        double responseLevel = parameter[0] - parameter[1];
        double responsePotential = parameter[0] + parameter[1];
        double variance = 1;
        for (int h = 0; h < horizon; h++) {
            mean[h] = level;
            spread[h] = sigma * Math.sqrt(variance);
            variance += responseLevel * responseLevel;
            double next = level - turn * potential;
            potential = level + keep * potential;
            level = next;
            double nextResponse = responseLevel - turn * responsePotential;
            responsePotential = responseLevel + keep * responsePotential;
            responseLevel = nextResponse;
        }
        return new Fit(new Path(mean, spread), this, new Ces(parameter));
    }

    /** @param level real part after the last value @param potential imaginary part @param squares of the one-step errors */
    record State(double level, double potential, double squares) {}

    /** Stability conditions of the paper, eq. 19. */
    static boolean isStable(double real, double imaginary) {
        return square(real - 2.5) + square(imaginary) > 1.25
                && square(real - 0.5) + square(imaginary - 1) > 0.25
                && square(real - 1.5) + square(imaginary - 0.5) < 1.5;
    }

    private static double square(double v) {
        return v * v;
    }

    static State run(double[] x, double real, double imaginary) {
        if (!isStable(real, imaginary)) {
            return new State(0, 0, Double.MAX_VALUE);
        }
        // Each state is rest + a·(initial level) + b·(initial potential).
        double levelRest = 0;
        double levelA = 1;
        double levelB = 0;
        double potentialRest = 0;
        double potentialA = 0;
        double potentialB = 1;
        double aa = 1e-9;
        double ab = 0;
        double bb = 1e-9;
        double az = 0;
        double bz = 0;
        double zz = 0;
        double gainLevel = real - imaginary;
        double gainPotential = real + imaginary;
        double turn = 1 - imaginary;
        double keep = 1 - real;
        for (double v : x) {
            double z = v - levelRest;
            aa += levelA * levelA;
            ab += levelA * levelB;
            bb += levelB * levelB;
            az += levelA * z;
            bz += levelB * z;
            zz += z * z;
            double rest = levelRest - turn * potentialRest + gainLevel * z;
            double a = levelA - turn * potentialA - gainLevel * levelA;
            double b = levelB - turn * potentialB - gainLevel * levelB;
            potentialRest = levelRest + keep * potentialRest + gainPotential * z;
            potentialA = levelA + keep * potentialA - gainPotential * levelA;
            potentialB = levelB + keep * potentialB - gainPotential * levelB;
            levelRest = rest;
            levelA = a;
            levelB = b;
        }
        double determinant = aa * bb - ab * ab;
        double first = az / aa;
        double second = 0;
        if (determinant > 1e-10 * aa * bb) {
            first = (az * bb - bz * ab) / determinant;
            second = (bz * aa - az * ab) / determinant;
        }
        double squares = zz
                - 2 * (first * az + second * bz)
                + first * first * aa
                + 2 * first * second * ab
                + second * second * bb;
        return new State(
                levelRest + first * levelA + second * levelB,
                potentialRest + first * potentialA + second * potentialB,
                Math.max(0, squares));
    }
}
